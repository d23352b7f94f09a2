"""The sections of the class page: facts in, HTML out."""
