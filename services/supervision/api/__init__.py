"""The HTTP resources of supervision: shape and permission, no rule."""
