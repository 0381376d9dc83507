"""The site and its API over a small archive of invented articles."""
