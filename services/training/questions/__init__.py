"""What can be asked of training; who reads of a person is recorded in the same unit of work."""
