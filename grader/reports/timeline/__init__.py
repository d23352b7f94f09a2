"""What ran when, drawn: a program's run over the reference's, on one axis of virtual time."""
