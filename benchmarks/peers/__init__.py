"""Others that apply the same events from a durable quorum queue, with the same promise.

One message at a time, since a person's events have an order: a transaction with the id (a
repeat is refused by it), the view and the outgoing event, synced at commit; then the message is
acknowledged.
"""
