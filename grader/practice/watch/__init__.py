"""Save, and see: a grader that lives on, what it is told by (saved files, keys), and what it shows."""
