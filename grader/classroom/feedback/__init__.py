"""Feedback: what each learner is told of a grading, as files. Nothing is sent to anybody."""
