"""How identity says no; the sentences are in `words.yaml`."""

from chassis.refusals import Refused, TooSoon


class WrongPassword(Refused):
    """Username and password do not go together; which of them is wrong is never said."""

    code = "wrong_password"


class TooManyGuesses(TooSoon):
    """So many failures in a row that the next try must wait for `seconds`."""

    code = "too_many_guesses"


class PasswordTooShort(Refused):
    """Fewer characters than a password needs."""

    code = "password_too_short"


class PasswordIsUsername(Refused):
    """The password is the username."""

    code = "password_is_username"


class UsernameNotUsable(Refused):
    """Not 3 to 40 small letters, digits, dots, dashes or underscores."""

    code = "username_not_usable"


class UsernameTaken(Refused):
    """Someone of this installation signs in under this name already."""

    code = "username_taken"
    conflict = True


class RolesMissing(Refused):
    """A user has at least one role."""

    code = "roles_missing"


class RoleNotGrantable(Refused):
    """These roles are not the caller's to give or to take."""

    code = "role_not_grantable"


class OwnRoles(Refused):
    """Nobody changes his own roles, nor switches himself off."""

    code = "own_roles"


class OfficeNotGrantable(Refused):
    """The caller does not work in these offices."""

    code = "office_not_grantable"


class OfficeUnknown(Refused):
    """There are no such offices."""

    code = "office_unknown"


class HomeOfficeMissing(Refused):
    """A user's home office stays among the user's offices."""

    code = "home_office_missing"


class NotHomeOffice(Refused):
    """Only the home office of a user changes the user."""

    code = "not_home_office"


class OfficeCodeNotUsable(Refused):
    """Not small letters, digits and single dashes, at most 40."""

    code = "office_code_not_usable"


class OfficeExists(Refused):
    """There is an office of this code already."""

    code = "office_exists"
    conflict = True


class AgencyCodeNotUsable(Refused):
    """Not small letters, digits and single dashes, at most 40."""

    code = "agency_code_not_usable"


class AccountReserved(Refused):
    """Pamong's own services sign in under this name."""

    code = "account_reserved"
    conflict = True
