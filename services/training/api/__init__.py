"""Training by HTTP: one module a resource, shape and permission, no rule."""
