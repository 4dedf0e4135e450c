"""What a page shows, made of what the services answered: pure functions, values in, values out."""
