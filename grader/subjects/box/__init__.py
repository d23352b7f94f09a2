"""The box around a subject in a teacher's batch: what a learner's process may do, held by the kernel."""
