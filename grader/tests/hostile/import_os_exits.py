# It ends the process at import, with a good exit code.
# ends: not loaded
# says: Your file can't be imported: your program ended the whole Python process (exit code 0).
import os

os._exit(0)
