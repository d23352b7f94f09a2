"""The learner's loop: save and see, the next exercise, hints one by one, a stub put back, kinds of mistakes explained."""
