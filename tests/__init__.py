"""Tests, one folder per package, and e2e for the browser and the two commands."""
