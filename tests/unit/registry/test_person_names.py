import pytest

from registry.domain.names import (
    initials,
    prosecutor_code,
    read_name,
    same_name_key,
    search_key,
    search_words,
)


@pytest.mark.parametrize(
    ("written", "name", "alias", "father"),
    [
        ("Paijo", "Paijo", None, None),
        ("  Dedi  Kurnia als. Gondrong ", "Dedi Kurnia", "Gondrong", None),
        ("Dedi Kurnia ALIAS Si Gondrong", "Dedi Kurnia", "Si Gondrong", None),
        ("Dedi (alias Gondrong)", "Dedi", "Gondrong", None),
        ("Mat Sani bin Rojali als Acong", "Mat Sani bin Rojali", "Acong", "Rojali"),
        ("Siti binti Umar", "Siti binti Umar", None, "Umar"),
        ("Salsabila Robinson", "Salsabila Robinson", None, None),
    ],
)
def test_a_name_is_parted_from_alias_and_father(written, name, alias, father):
    found = read_name(written)
    assert (found.full, found.alias, found.father) == (name, alias, father)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeparno", "SUPARNO"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Muhammad", "Muhamad"),
        ("Nur'aini", "Nuraini"),
        ("Jusuf", "Yusuf"),
    ],
)
def test_spellings_of_one_name_are_found_by_one_key(one, other):
    assert search_key(one) == search_key(other)


def test_search_keeps_different_names_apart():
    assert search_key("Slamet") != search_key("Salamat")


def test_the_same_name_is_not_one_in_another_spelling():
    assert same_name_key("ASEP  Sunandar") == same_name_key("Asep Sunandar ")
    assert same_name_key("Soeparno") != same_name_key("Suparno")


def test_a_person_is_found_by_every_word_of_name_and_alias():
    assert search_words("Slamet Riyadi", "Gondrong", None) == {"slamet", "riyadi", "gondrong"}
    assert search_words(None) == frozenset()


def test_initials_are_all_that_a_list_shows_of_a_child():
    assert initials("Nur'aini binti  Salim") == "N. B. S."


def test_a_prosecutors_office_has_one_code_however_it_is_written():
    written = (
        "Kejaksaan Negeri Jakarta Timur",
        " KEJAKSAAN NEGERI, Jakarta-Timur ",
        "Kejari Jakarta Timur",
    )
    assert {prosecutor_code(each) for each in written} == {"kejaksaan-negeri-jakarta-timur"}
    assert prosecutor_code(" - ") is None
