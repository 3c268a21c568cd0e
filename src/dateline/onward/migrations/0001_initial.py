"""The cards of the index, and the inverted index that the database keeps of their terms.

Django knows the table of cards and nothing of what stands beside it:

- SQLite: ``dateline_onward_index``, an FTS5 table without content of its own, which triggers on the
  table of cards write. Whoever changes that table in a later migration makes them again: where
  Django builds a table anew, its triggers go with the old one.
- PostgreSQL: the column ``words``, generated from the terms, with a GIN index. Long values stand
  apart from their rows, so that a thousand rows are a dozen pages; and the index is written at once
  and not into a list of things pending, which each search would have to read.
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE dateline_onward_index USING fts5(
            terms, content='dateline_onward_indexcard', content_rowid='place',
            detail=none, columnsize=0, tokenize="ascii tokenchars '.=^_'"
        )
        """,
        """
        CREATE TRIGGER dateline_onward_card_made AFTER INSERT ON dateline_onward_indexcard BEGIN
            INSERT INTO dateline_onward_index (rowid, terms) VALUES (new.place, new.terms);
        END
        """,
        """
        CREATE TRIGGER dateline_onward_card_gone AFTER DELETE ON dateline_onward_indexcard BEGIN
            INSERT INTO dateline_onward_index (dateline_onward_index, rowid, terms)
            VALUES ('delete', old.place, old.terms);
        END
        """,
        """
        CREATE TRIGGER dateline_onward_card_changed
        AFTER UPDATE OF place, terms ON dateline_onward_indexcard BEGIN
            INSERT INTO dateline_onward_index (dateline_onward_index, rowid, terms)
            VALUES ('delete', old.place, old.terms);
            INSERT INTO dateline_onward_index (rowid, terms) VALUES (new.place, new.terms);
        END
        """,
    ),
    "postgresql": (
        "ALTER TABLE dateline_onward_indexcard SET (toast_tuple_target = 128)",
        """
        ALTER TABLE dateline_onward_indexcard ADD COLUMN words tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(terms, ' '))) STORED
        """,
        """
        CREATE INDEX dateline_onward_index ON dateline_onward_indexcard USING gin (words)
        WITH (fastupdate = off)
        """,
    ),
}
BACKWARDS = {"sqlite": ("DROP TABLE dateline_onward_index",), "postgresql": ()}


def make_index(apps, schema_editor):
    for statement in FORWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in BACKWARDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dateline_stories", "0002_listing"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stems", models.CharField(blank=True, max_length=20)),
                ("form", models.PositiveIntegerField()),
                ("reached", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="IndexCard",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("terms", models.TextField()),
                ("text", models.TextField(blank=True)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="index_card",
                        to="dateline_stories.story",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
