"""Which order is whose: a projection of what registry tells of orders."""

from agencies.domain.case import Case
from chassis.repository import Repository


class CasesKnown(Repository[Case]):
    """Cases by the ids of their orders."""

    name = "cases"
    shape = Case

    def keep(self, case: Case) -> Case:
        """Save the case, new or not; one that is as it was is left alone."""
        if case.version == 0:
            return self.add(case)
        return case if self.get(case.id) == case else self.save(case)
