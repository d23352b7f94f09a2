"""Reports: a result in, text out."""
