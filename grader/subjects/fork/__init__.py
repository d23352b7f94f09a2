"""The host for Linux and macOS: subjects are forked."""
