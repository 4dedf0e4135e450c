"""Identity on a store of its own, with people in it; tokens are its own and checked by itself."""

from typing import Any

from werkzeug.test import Client as TestClient
from werkzeug.test import TestResponse

from chassis.app import create_app
from chassis.auth import Role, Tokens
from chassis.peers import service_secret
from chassis.testing.rig import OFFICE, Calls, Rig
from identity.app import service
from identity.first_user import make_first_user

ROOT = b"the root of all service secrets"
PASSWORD = "padi menguning di sawah"


class IdentityRig(Rig):
    """With the first user `admin`, an operator, head and registrar."""

    def __init__(self, client: Any, name: str) -> None:
        super().__init__(service(ROOT), client, name)
        # Its own tokens, checked by its published keys, as every service checks them: asked of
        # another app, since a request within a request of the same one shares its context.
        published = self.app.test_client()
        self.app = create_app(self.runtime, Tokens(lambda: published.get("/v1/jwks.json").json))
        make_first_user(self.runtime, "admin", OFFICE, password=PASSWORD)

    def ask(self) -> TestClient:
        """Requests by nobody in particular."""
        return self.app.test_client()

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        form = {"grant_type": "password", "username": username, "password": password}
        return self.ask().post("/v1/token", data=form)

    def sign_in_service(self, name: str, secret: str | None = None) -> TestResponse:
        form = {
            "grant_type": "client_credentials",
            "client_id": name,
            "client_secret": secret or service_secret(ROOT, name),
        }
        return self.ask().post("/v1/token", data=form)

    def user(self, username: str, password: str = PASSWORD) -> Calls:
        """Requests by this user."""
        answer = self.sign_in(username, password)
        assert answer.status_code == 200, answer.text
        return Calls(self.ask(), answer.json["access_token"])

    def service(self, name: str) -> Calls:
        """Requests by this service."""
        return Calls(self.ask(), self.sign_in_service(name).json["access_token"])

    def register(
        self, username: str, *roles: Role, by: Calls | None = None, **more: Any
    ) -> TestResponse:
        wanted = {
            "username": username,
            "name": "Siti Aminah",
            "password": PASSWORD,
            "roles": [str(each) for each in roles or (Role.OFFICER,)],
        }
        return (by or self.user("admin")).post("/v1/users", wanted | more)
