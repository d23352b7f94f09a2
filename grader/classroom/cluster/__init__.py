"""A class on more than one machine: each submission a task of a Dask cluster (an optional extra), its result brought back."""
