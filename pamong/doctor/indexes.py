"""Collections and indexes as they are, held against what the service declares."""

from collections.abc import Iterator, Sequence

from pymongo.database import Database

from chassis.store import CollectionPlan, Document, is_as_declared
from pamong.doctor.findings import Finding, good, wrong


def indexes(database: Database[Document], plans: Sequence[CollectionPlan]) -> Iterator[Finding]:
    """One finding, or one each for what is missing and what is different."""
    present = set(database.list_collection_names())
    missing, different = [], []
    for plan in plans:
        if plan.name not in present:
            missing.append(plan.name)
            continue
        kept = database[plan.name].index_information()
        for index in plan.indexes:
            name = f"{plan.name}.{index.document['name']}"
            found = kept.get(index.document["name"])
            if found is None:
                missing.append(name)
            elif not is_as_declared(index.document, found):
                different.append(name)
    facts = {"service": database.name}
    if missing:
        yield wrong("indexes.missing", **facts, names=sorted(missing))
    if different:
        yield wrong("indexes.different", **facts, names=sorted(different))
    if not missing and not different:
        declared = sum(len(plan.indexes) for plan in plans)
        yield good("indexes.as_declared", **facts, collections=len(plans), indexes=declared)
