"""The class page: what a class has handed in, for the teacher who prepares Monday, as one file of HTML."""
