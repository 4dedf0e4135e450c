"""What every person of the office has: a name to sign in with, and a way to ask and to do."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pamong.demo.asking import Refused, Request, Services, query
from pamong.demo.signing_in import SignIn
from pamong.demo.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Asks the services as one person, for one office; what is refused goes into the story."""

    services: Services
    token: SignIn
    office: str
    story: Story

    def get(self, service: str, path: str, **arguments: Any) -> Any:
        """The answer; Refused goes up to whoever runs the simulation."""
        return self.services.ask(
            Request(
                method="GET",
                service=service,
                path=query(path, **arguments) if arguments else path,
                token=self.token,
                office=self.office,
            )
        )

    def pages(self, service: str, path: str, **arguments: Any) -> list[Any]:
        """All items of a list that comes in pages."""
        items: list[Any] = []
        after = None
        while True:
            page = self.get(service, path, limit=500, after=after, **arguments)
            items += page["items"]
            after = page.get("next")
            if after is None:
                return items

    def post(self, service: str, path: str, body: dict[str, Any], counted: str) -> Any:
        """Done once, however often it must be sent; counted in the story, or noted as refused."""
        request = Request(
            method="POST",
            service=service,
            path=path,
            token=self.token,
            office=self.office,
            body=body,
            key=None if "id" in body else str(uuid4()),
        )
        try:
            answer = self.services.ask(request)
        except Refused as refused:
            self.story.refuse(counted, refused.code)
            return None
        self.story.count(counted)
        return answer
