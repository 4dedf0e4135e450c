"""Agencies by HTTP: the office's side, and `/v1/my/…`, the only one that agencies may ask."""
