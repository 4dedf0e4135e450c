"""The rules of supervision: who is met when, and what follows when nobody comes."""
