"""The one command: `pamong`."""

import click

from pamong.agency import agency
from pamong.audit_command import audit
from pamong.bench import bench
from pamong.contracts import contracts
from pamong.deployment import deploy
from pamong.doctor import doctor
from pamong.explain import explain
from pamong.imports import import_
from pamong.lived import demo
from pamong.parked import parked
from pamong.restored import restored
from pamong.serve import serve, work
from pamong.trial import up


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pamong")
def main() -> None:
    """Pamong: case management for probation offices (Balai Pemasyarakatan)."""


for each in (
    demo,
    up,
    import_,
    explain,
    serve,
    work,
    deploy,
    doctor,
    parked,
    audit,
    restored,
    agency,
    contracts,
    bench,
):
    main.add_command(each)
