"""Benchmarks of speed and quality, run by hand: `python -m bench NAME`; results in bench/RESULTS.md."""
