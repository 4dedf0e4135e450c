"""Partners, by id."""

from pymongo import IndexModel

from chassis.paging import BY_ID, Page
from chassis.repository import Repository
from training.domain.partner import Partner


class Partners(Repository[Partner]):
    name = "partners"
    shape = Partner
    indexes = (IndexModel([("office_id", 1), ("_id", 1)], name="by_id"),)

    def listed(self, page: Page) -> list[Partner]:
        return self._many(page.where(), sort=BY_ID, limit=page.limit)
