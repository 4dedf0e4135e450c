"""Partners, by id."""

from chassis.lists import Listed
from chassis.paging import Page
from training.domain.partner import Partner


class Partners(Listed[Partner]):
    name = "partners"
    shape = Partner
    lists = ((),)

    def listed(self, page: Page) -> list[Partner]:
        return self._page(page, {})
