# It never comes to the end of its import.
# ends: not loaded
# says: Your file is never done with being imported: it keeps the processor busy. Keep what runs the program under `if __name__ == "__main__":`. Line 4.
while True:
    pass
