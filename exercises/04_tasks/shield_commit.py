"""Not written yet."""


def placeholder() -> None:
    """Nothing."""
