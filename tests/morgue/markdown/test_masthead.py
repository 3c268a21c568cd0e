"""The masthead of a paper kept as files."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from dateline.morgue.markdown import MarkdownError, read_masthead

POLICY = "---\nslug: funding\ntitle: How we are paid for\n---\nSo:\n\n| A |\n|---|\n| b < c |\n"
STAFF = """\
- name: Ada Reed
  slug: ada-reed
  role: Editor
  expertise: [No, Yes]
  bio: Edits.
  contact: ada@courier.example
  portrait: {motif: portrait, seed: 1}
- {name: Bo, slug: bo, portrait: {motif: portrait}, shoe: 44}
"""


@pytest.fixture
def masthead(folder: Path) -> Path:
    place = folder / "masthead"
    place.mkdir()
    (place / "funding.md").write_text(POLICY)
    (place / "staff.yaml").write_text(STAFF)
    (place / "paper.yaml").write_text("name: The Courier\nsections: [{slug: city, title: City}]\n")
    return place


def test_a_policy_keeps_its_tables(masthead: Path) -> None:
    (policy,) = read_masthead(masthead.parent).policies
    assert (policy.slug, policy.title) == ("funding", "How we are paid for")
    assert policy.html == (
        "<p>So:</p><table><thead><tr><th>A</th></tr></thead>"
        "<tbody><tr><td>b &lt; c</td></tr></tbody></table>"
    )
    assert [block["type"] for block in policy.body] == ["text", "table"]


def test_staff_come_with_their_portraits_and_what_is_missing_is_lost(masthead: Path) -> None:
    read = read_masthead(masthead.parent)
    ada, bo = read.staff
    assert (ada.name, ada.slug, ada.role, ada.bio) == ("Ada Reed", "ada-reed", "Editor", "Edits.")
    assert (ada.expertise, ada.contact) == (("No", "Yes"), "ada@courier.example")
    assert ada.portrait == str(masthead.parent / "pictures" / "staff-ada-reed.avif")
    assert bo.portrait == ""
    assert [(i.what, i.state) for i in read.inside] == [
        ("shoe of Bo", "lost"),
        ("portrait of Bo", "lost"),
    ]


def test_the_paper_says_its_name_and_its_sections(masthead: Path) -> None:
    paper = read_masthead(masthead.parent).paper
    assert paper is not None
    assert paper.name == "The Courier"
    assert [(section.slug, section.title) for section in paper.sections] == [("city", "City")]


def test_a_masthead_cannot_be_changed(masthead: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        read_masthead(masthead.parent).staff[0].name = "B"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("staff.yaml", "name: Ada\n", "the staff is not a list"),
        ("staff.yaml", "- name: Ada\n", "person 1 lacks"),
        ("staff.yaml", "- &a {name: A, slug: a}\n- *a\n", "YAML anchors"),
        ("paper.yaml", "motto: None\n", "the paper has no name"),
        ("paper.yaml", "name: A\nsections: [city]\n", "a section needs"),
        ("funding.md", "No fields.\n", "there is no front matter"),
    ],
)
def test_a_broken_part_of_a_masthead_is_named_in_one_line_and_costs_only_itself(
    masthead: Path, file: str, text: str, words: str
) -> None:
    whole = read_masthead(masthead.parent)
    (masthead / file).write_text(text)
    read = read_masthead(masthead.parent)
    (broken,) = read.broken
    assert words in str(broken.error)
    assert file in str(broken.error)
    assert "\n" not in str(broken.error)
    assert bool(read.policies) == (file != "funding.md")
    assert (read.staff == whole.staff) == (file != "staff.yaml")
    assert (read.paper == whole.paper) == (file != "paper.yaml")


def test_one_broken_person_costs_nobody_else(masthead: Path) -> None:
    (masthead / "staff.yaml").write_text("- name: Ada\n- {name: Bo, slug: bo}\n- 3\n")
    read = read_masthead(masthead.parent)
    assert [person.name for person in read.staff] == ["Bo"]
    assert [(part.kind, part.source_id) for part in read.broken] == [
        ("contributor", "staff.yaml, person 1"),
        ("contributor", "staff.yaml, person 3"),
    ]


def test_a_file_of_the_masthead_that_is_no_file_is_broken(masthead: Path) -> None:
    (masthead / "staff.yaml").unlink()
    (masthead / "staff.yaml").symlink_to("staff.yaml")
    (broken,) = read_masthead(masthead.parent).broken
    assert (broken.kind, broken.source_id) == ("contributor", "staff.yaml")


def test_a_folder_without_a_masthead_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MarkdownError, match="there is no such folder"):
        read_masthead(tmp_path)
