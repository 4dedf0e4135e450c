"""What officers write down: short Indonesian notes such as they keep, without anyone's name."""

TALKS = (
    (
        "Kondisi keluarga dan tempat tinggal",
        "Tinggal bersama keluarga, hubungan baik.",
        "Jaga hubungan dengan keluarga dan tetangga.",
    ),
    (
        "Pekerjaan dan penghasilan",
        "Mulai bekerja harian di lingkungan tempat tinggal.",
        "Catat penghasilan dan hindari utang.",
    ),
    (
        "Kesadaran hukum dan syarat umum",
        "Memahami syarat umum dan syarat khusus.",
        "Laporkan setiap rencana pindah alamat.",
    ),
    (
        "Kegiatan ibadah dan pembinaan kepribadian",
        "Rutin mengikuti kegiatan ibadah.",
        "Pertahankan kegiatan yang sudah berjalan.",
    ),
    (
        "Kesehatan dan protokol kesehatan",
        "Sehat, memakai masker di luar rumah.",
        "Periksa ke puskesmas bila ada keluhan.",
    ),
    (
        "Rencana pelatihan kemandirian",
        "Berminat mengikuti pelatihan.",
        "Siapkan berkas untuk pendaftaran pelatihan.",
    ),
    (
        "Pergaulan dan lingkungan",
        "Menghindari pergaulan lama.",
        "Ikut kegiatan RT dan kerja bakti.",
    ),
    (
        "Usaha kecil keluarga",
        "Membantu warung keluarga setiap hari.",
        "Sisihkan modal dan catat pengeluaran.",
    ),
    (
        "Pendidikan lanjutan",
        "Ingin mengikuti kejar paket.",
        "Tanyakan jadwal pendaftaran ke PKBM terdekat.",
    ),
    (
        "Kewajiban lapor berikutnya",
        "Memahami jadwal lapor.",
        "Hubungi PK sebelum jadwal bila berhalangan.",
    ),
)
"""Material, result and advice of a talk."""
EXCUSES = (
    "Sakit, ada surat keterangan dokter.",
    "Keluarga inti meninggal dunia.",
    "Isolasi mandiri setelah kontak erat.",
    "Mendampingi istri melahirkan.",
    "Banjir di tempat tinggal, akses jalan terputus.",
)
DISPENSATION = "Isolasi mandiri, pertemuan diganti jarak jauh."
REJECTION = "Klien ditemukan sakit dan sudah kembali melapor; bimbingan dilanjutkan."
SUSPENSION = "Tidak melapor tiga kali berturut-turut dan tidak ditemukan di alamat."
FINDINGS = {
    "found_ok": (
        "Ditemui di rumah, keadaan baik, keluarga mendukung.",
        "Ditemui di rumah, telepon rusak, akan lapor sesuai jadwal.",
        "Ditemui di tempat kerja, alamat masih sesuai.",
    ),
    "found_violation": ("Ditemui, mengaku tidak melapor tanpa alasan; diberi peringatan.",),
    "moved": ("Menurut Ketua RT klien pindah dalam kecamatan; alamat baru dicatat.",),
    "not_found": (
        "Rumah kosong, tetangga tidak mengetahui keberadaan klien.",
        "Keluarga menyatakan klien tidak pulang beberapa hari.",
    ),
    "refused": ("Keluarga menolak kunjungan; akan diulang bersama Ketua RT.",),
}


def talk(note: int) -> dict[str, str]:
    """Material, result and advice for the note of a meeting."""
    material, result, advice = TALKS[note % len(TALKS)]
    return {"material": material, "result": result, "advice": advice}


def excuse(note: int) -> str:
    return EXCUSES[note % len(EXCUSES)]


def findings(result: str, note: int) -> str:
    found = FINDINGS[result]
    return found[note % len(found)]
