"""The page: a result as one HTML file that needs nothing else, with a timeline for each check."""
