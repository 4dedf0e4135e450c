"""The numbers of certificates."""

from uuid import NAMESPACE_URL, uuid5

from chassis.repository import Repository
from training.domain.certificate import Series


class CertificateSeries(Repository[Series]):
    """One a year: its id follows from office and year, so that two cannot be begun."""

    name = "series"
    shape = Series

    def next_number(self, year: int) -> str:
        """Take the next number of the year; no other unit that commits gets the same."""
        ident = uuid5(NAMESPACE_URL, f"pamong/training/series/{self.unit.office_id}/{year}")
        kept = self.get_or_none(ident)
        begun = kept or Series(id=ident, office_id=self.unit.office_id, year=year)
        advanced, number = begun.next()
        if kept is None:
            self.add(advanced)
        else:
            self.save(advanced)
        return number
