# It waits for a thread at import that never ends.
# ends: not loaded
# says: Your file is never done with being imported: it waits for something that never comes. Keep what runs the program under `if __name__ == "__main__":`. Line 8.
import threading

thread = threading.Thread(target=threading.Event().wait)
thread.start()
thread.join()
