"""The things that can be done, each in one unit of work."""
