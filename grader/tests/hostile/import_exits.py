# It calls sys.exit() at import.
# ends: not loaded
# says: Your file ends the program while it is imported: it calls sys.exit(). Keep what runs the program under `if __name__ == "__main__":`. Line 6.
import sys

sys.exit(0)
