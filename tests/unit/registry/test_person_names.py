import pytest

from registry.domain.names import read_name, same_name_key, search_key


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
