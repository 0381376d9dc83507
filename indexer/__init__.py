"""The way in: sources, extraction, recognition, and the pipeline to archive and index."""
