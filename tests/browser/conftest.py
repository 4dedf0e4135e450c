"""The whole of Pamong on a free port, its people, and a browser that visits it."""
