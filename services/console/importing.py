"""An import at work: the file goes to the registry, its answer row by row into the report.

It goes on by itself, whether or not the registrar's page stays open.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from console.answers import Asker, Away, Refusal, SignedOut
from console.services import Services
from console.shown.report import RANKS, kept
from console.store.reports import Reports

ROWS_AT_ONCE = 100


def record(
    services: Services,
    reports: Reports,
    asker: Asker,
    report_id: str,
    content: bytes,
    headers: Mapping[str, str],
) -> None:
    """Have the file recorded and keep what the registry says of each row."""
    lines = services.lines(asker, "registry", "/v1/imports", content, headers)
    counts: Counter[str] = Counter()
    try:
        for some in _batches(lines):
            extra = [each["extra"] for each in some if "extra" in each]
            if extra:
                reports.end(report_id, extra=extra[0])
            rows = [kept(each) for each in some if "row" in each]
            counts.update(RANKS[each["rank"]] for each in rows)
            reports.add(report_id, rows, counts)
    except Refusal as refusal:
        reports.end(report_id, state="refused", why=refusal.detail)
    except (Away, SignedOut):
        reports.end(report_id, state="cut")
    except Exception:
        reports.end(report_id, state="cut")
        raise
    else:
        reports.end(report_id, state="done")


def _batches(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for line in lines:
        if line:
            batch.append(json.loads(line))
        if len(batch) >= ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
