"""Training: what clients are taught, by whom and at whose cost, and what it brought.

Owns: partners with their agreements, rooms with their bookings, programmes with budget, sessions
and roll, enrolments with attendance, certificate and follow-ups, the year's plan; and a
projection of people (whether under an order, device, kecamatan, name) for who may join.
Publishes: `programme-*`, `session-*`, `enrolment-*`, `attendance-recorded`, `certificate-issued`,
`follow-up-due`, `outcome-recorded` (events.py).
Follows: registry's `person-*` and `order-*`, supervision's `officer-assigned` (handlers.py); asks
registry for names (chassis.names). A year's programmes can be entered from a file (year_file.py).
"""
