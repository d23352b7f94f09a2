# It raises KeyboardInterrupt at import: as if somebody had pressed Ctrl-C.
# ends: not loaded
# says: Your file can't be imported: KeyboardInterrupt. Line 4.
raise KeyboardInterrupt
