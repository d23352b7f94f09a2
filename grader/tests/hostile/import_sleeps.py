# It sleeps for an hour at import.
# ends: not loaded
# says: Your file is never done with being imported: it waits for something that never comes. Keep what runs the program under `if __name__ == "__main__":`. Line 6.
import time

time.sleep(3600)
