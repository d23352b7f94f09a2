"""What is to be known of a class: read from its results and its programs, counted, grouped and compared. No HTML."""
