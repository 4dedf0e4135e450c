"""The rules of the register: people, orders, books and served time."""
