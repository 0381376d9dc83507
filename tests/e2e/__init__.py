"""Telusur as a newcomer and a reader meet it: the commands, and the site in a browser."""
