"""What can be done in training: load, ask the domain, save and publish, in one unit of work."""
