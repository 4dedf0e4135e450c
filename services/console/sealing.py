"""What the cookie and the secret give together: a session's key, its seal, and tokens of forms.

The database alone opens nothing: sessions are kept under a keyed hash of the cookie, and the
user's bearer token is sealed with a key that takes the cookie to make.
"""

import hashlib
import hmac
import secrets

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

HEADER = {"alg": "dir", "enc": "A256GCM"}


def new_cookie() -> str:
    """A random id that nobody guesses."""
    return secrets.token_urlsafe(32)


def session_key(secret: bytes, cookie: str) -> str:
    """Under which name the session of this cookie is kept."""
    return _mac(secret, "session", cookie).hex()


def seal(secret: bytes, cookie: str, token: str) -> str:
    """The bearer token, for the store."""
    return jwe.encrypt_compact(HEADER, token.encode(), _sealing_key(secret, cookie))


def unseal(secret: bytes, cookie: str, sealed: str) -> str | None:
    """The bearer token again; None when the seal is of another cookie or secret."""
    try:
        opened = jwe.decrypt_compact(sealed, _sealing_key(secret, cookie))
    except (JoseError, ValueError):
        return None
    return (opened.plaintext or b"").decode()


def form_token(secret: bytes, cookie: str) -> str:
    """Proof that a form came from a page of this browser; another one each time it is made."""
    salt = secrets.token_urlsafe(9)
    return f"{salt}.{_mac(secret, 'form', f'{cookie}/{salt}').hex()}"


def is_form_token(secret: bytes, cookie: str, token: str) -> bool:
    salt, _, mac = token.partition(".")
    return hmac.compare_digest(_mac(secret, "form", f"{cookie}/{salt}").hex(), mac)


def _sealing_key(secret: bytes, cookie: str) -> OctKey:
    return OctKey.import_key(_mac(secret, "seal", cookie))


def _mac(secret: bytes, purpose: str, text: str) -> bytes:
    return hmac.new(secret, f"{purpose}/{text}".encode(), hashlib.sha256).digest()
