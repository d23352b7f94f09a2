"""The subject's end of the exchange with the judge."""
