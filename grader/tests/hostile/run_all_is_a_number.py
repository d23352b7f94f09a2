# The name is there, but what it names can't be called.
# ends: raised
# says: Your file does not fit the exercise: TypeError: 'int' object is not callable.
run_all = 3
