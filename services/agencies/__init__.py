"""Other agencies hear of their own cases, and of nothing else (R7, R36).

Owns: subscriptions with the head's approval; the router, which gives each agency what is its own;
what each was sent, for 400 days; the agencies' queues at the broker; and which order is whose.
Publishes: nothing within Pamong; to agencies, by `domain/catalogue.py`, other services' facts.
Follows: what that catalogue offers of registry, supervision and training.
Asks registry, when an agency asks, for the particulars of an order of its own.

An agency reads its queue, or asks `GET /v1/my/events` for the same. Without a broker (the embedded
mode) that is the only way.
"""
