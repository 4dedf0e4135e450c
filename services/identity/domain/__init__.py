"""Rules of users, grants and passwords. Pure: no web, no store, no clock."""
