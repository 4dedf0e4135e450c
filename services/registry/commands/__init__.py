"""What can be done in the register: load, ask the domain, save and publish, in one step each."""
