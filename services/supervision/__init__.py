"""Whom does an officer meet today, and who is missed?

Owns: cases (an order as supervision sees it), obligations with attempts and meetings, home
visits, proposals of revocation until the head has them, officers' kecamatan, office calendars,
policy packs.
Publishes (`events.py`): supervision-started, start-overdue, officer-assigned, caseload-exceeded,
obligation-scheduled, -fulfilled, -missed, -not-attempted, -excused, -cancelled,
contact-attempted, guidance-recorded, home-visit-opened, -completed, -withdrawn,
revocation-proposed.
Follows: registry.order-registered, -suspended, -reinstated, -revoked, -completed,
proposal-rejected, person-recorded, person-changed; identity.user-changed.
Asks: the registry for names.
"""
