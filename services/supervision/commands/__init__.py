"""What can be done: each command loads, asks the domain, saves and publishes, in one step."""
