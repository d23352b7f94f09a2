# The name is there, but what it names can't be called.
run_all = 3
