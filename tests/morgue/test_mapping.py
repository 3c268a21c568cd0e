"""The file in which a newsroom decides about an import, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.morgue.mapping import MOST_BYTES, BadMapping, Mapping, read_mapping


def mapping(tmp_path: Path, text: str | bytes) -> Mapping:
    path = tmp_path / "map.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_mapping(path)


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    assert mapping(tmp_path, "") == Mapping()


def test_each_table_decides_what_it_names(tmp_path: Path) -> None:
    made = mapping(
        tmp_path,
        '[authors]\n"JDoe" = "Jane Doe"\n[sections]\nuncategorized = "City"\n'
        '[topics]\nmisc = ""\n[kinds]\nevent = "brief"\n[publish]\nstories = true\n',
    )
    assert made.author("jdoe", "J. D.") == "Jane Doe"
    assert made.author("other", "O. T.") == "O. T."
    assert made.section("Uncategorized", "Any") == "City"
    assert made.topic("misc", "Misc") == ""
    assert made.kinds == {"event": "brief"}
    assert (made.stories_live, made.pages_live) == (True, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[authors", "is no TOML: "),
        (b"a = '\xff'", "is no TOML: "),
        ("[people]\n", r"\[people\] decides nothing; tables are authors, sections"),
        ("authors = 7\n", r"\[authors\] is no table"),
        ("[authors]\nada = 7\n", r"\[authors\] 'ada' takes words in quotation marks"),
        ("[sections.a]\nb = 'c'\n", r"\[sections\] 'a' takes words"),
        ("[publish]\nstories = 'yes'\n", r"\[publish\] takes stories and pages, true or false"),
        ("[publish]\nall = true\n", r"\[publish\] takes stories and pages"),
        ("publish = true\n", r"\[publish\] takes stories and pages"),
        ("[authors]\na = '1'\n[authors]\n", "is no TOML: "),
        ("[authors]\na.b = 'c'\n", r"\[authors\] 'a' takes words"),
        ("x = " + "[" * 100_000, "is no TOML"),
        (" " * (MOST_BYTES + 1), "is no mapping file"),
    ],
    ids=lambda text: str(text)[:20],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_name_of_the_file(
    text: str | bytes, told: str, tmp_path: Path
) -> None:
    with pytest.raises(BadMapping, match=told) as raised:
        mapping(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path / 'map.toml'}: ")


def test_a_file_that_is_not_there_and_a_folder_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="cannot be read: No such file"):
        read_mapping(tmp_path / "none.toml")
    with pytest.raises(BadMapping):
        read_mapping(tmp_path)
