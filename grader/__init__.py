"""awaitlings' grader: it plays a program in a lab, and tells exactly what the program did."""
