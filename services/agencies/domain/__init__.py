"""The rules of who is told of what: no store, no web, no clock."""
