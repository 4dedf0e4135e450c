"""What can be asked, each answered from one reading; who was read of is recorded."""
