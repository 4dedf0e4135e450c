"""Who may sign in, as what, and where.

Owns: offices; users with their roles and offices, names sealed; passwords (argon2); the keys
that sign tokens; service accounts, whose secrets are derived from one root that it alone holds;
accounts of other agencies, by a secret each.
Publishes: `identity.user-changed`.
Follows: nothing.

Every other service checks tokens by the published keys (`/v1/jwks.json`) and asks no further.
A first user is made by `first_user.make_first_user`, only while there is none.
"""
