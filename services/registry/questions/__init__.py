"""What can be asked of the register. Who read of a person, and why, is recorded (R38)."""
