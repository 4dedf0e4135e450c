"""The parts of a handover, each read from the cells of a row (R1)."""

from registry.domain.cells import read_device, read_internet, read_number, read_sex, term_of
from registry.domain.dates import read_date
from registry.domain.handover import Address, Conviction, Decree, Guarantor, Particulars
from registry.domain.identity import Nik, NikMalformed
from registry.domain.names import read_name
from registry.domain.row import NO_DAY, Row
from registry.domain.schemes import Scheme, read_scheme


def nik_of(row: Row) -> Nik | None:
    """The national identity number; a blank cell is no fault."""
    text = row.text("nik")
    try:
        return None if text is None else Nik.read(text)
    except NikMalformed:
        row.faults.add("nik_malformed")
        return None


def person_of(row: Row, nik: Nik | None) -> Particulars:
    """Who is handed over. Aliases in their own column and within the name are both kept."""
    name = read_name(row.required("nama", "name_missing"))
    aliases = dict.fromkeys(each for each in (row.text("alias"), name.alias) if each)
    phone, phone_written = row.phone("telepon_klien")
    return Particulars(
        name=name.full,
        alias=", ".join(aliases) or None,
        nik=nik.digits if nik else None,
        sex=row.read("jenis_kelamin", read_sex),
        birth_place=row.text("tempat_lahir"),
        birth_date=row.day("tanggal_lahir"),
        address=Address(
            street=row.text("alamat"),
            kelurahan=row.text("kelurahan"),
            kecamatan=row.text("kecamatan"),
            city=row.text("kota"),
        ),
        education=row.text("pendidikan"),
        occupation=row.text("pekerjaan"),
        phone=phone,
        phone_written=phone_written,
        device=row.read("perangkat", read_device),
        internet=row.read("akses_internet", read_internet),
    )


def guarantor_of(row: Row) -> Guarantor:
    """Who stands for the client."""
    phone, phone_written = row.phone("penjamin_telepon")
    return Guarantor(
        name=row.text("penjamin_nama"),
        relation=row.text("penjamin_hubungan"),
        phone=phone,
        phone_written=phone_written,
        address=row.text("penjamin_alamat"),
    )


def order_of(row: Row) -> Decree:
    """The decree and the days it is in force; an end before its beginning is a fault."""
    scheme = read_scheme(row.text("skema") or "")
    if scheme is None:
        row.faults.add("scheme_unknown")
    decree = Decree(
        scheme=scheme or Scheme.ASIMILASI_RUMAH,
        decree_number=row.required("nomor_sk", "decree_number_missing"),
        decree_date=row.day("tanggal_sk"),
        start=row.day("tanggal_mulai"),
        end=row.day("tanggal_ekspirasi"),
    )
    if decree.is_reversed and NO_DAY not in (decree.start, decree.end):
        row.faults.add("dates_reversed")
    return decree


def sentence_of(row: Row) -> Conviction:
    """The judgment. A blank part of the term is nought, an unreadable one leaves no term."""
    term = term_of(
        *(
            row.read(column, read_number) if row.text(column) else 0
            for column in ("pidana_tahun", "pidana_bulan", "pidana_hari")
        )
    )
    return Conviction(
        facility=row.text("lapas_asal"),
        prison_register_number=row.text("nomor_register_lapas"),
        offence=row.text("pasal"),
        offence_date=row.read("tanggal_tindak_pidana", read_date),
        court=row.text("pengadilan"),
        judgment_number=row.text("nomor_putusan"),
        term=term,
        detained_from=row.day("tanggal_mulai_ditahan"),
    )
