# It recurses without end at import.
# ends: not loaded
# says: Your file can't be imported: RecursionError: maximum recursion depth exceeded. Line 5.
def again():
    return again()


again()
