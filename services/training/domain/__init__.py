"""The rules of training: what is offered on which conditions, who has a place, what came of it."""
