"""For teachers: a learner's copy of the kit to hand out, and a whole class's submissions to grade."""
