"""Shapes and permissions; no rules."""
