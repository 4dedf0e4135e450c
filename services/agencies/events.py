"""What agencies publishes: nothing. What others are sent stands in `domain/catalogue.py`."""
