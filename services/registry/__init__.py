"""The register: who is under which order, until when.

Owns persons and their contacts, handovers, orders with their entries in the register books,
proposals of revocation as they wait for the head of office, decisions, and served time.
Publishes person-recorded and person-changed, handover-received, order-registered,
order-suspended, order-reinstated, order-revoked, order-completed, proposal-rejected.
Follows supervision's revocation-proposed, supervision-started and officer-assigned.
Answers lists of handovers (`api/imports.py`), single ones, questions about persons and orders,
and the head's decisions; names are given to other services, which keep none in events. Officers
read and change their own clients alone (`own.py`).
"""
