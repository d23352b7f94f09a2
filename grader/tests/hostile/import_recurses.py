# It recurses without end at import.
def again():
    return again()


again()
