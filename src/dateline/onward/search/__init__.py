"""Full-text search: the terms of a story, the walk through them, what is found and how it is shown.

From the bottom up: `terms` (what a card says), `cards` (keeping them), `asked` (what a reader asks
for), `wanted` (the words of it), `walk` (the one module that differs by database), `find` (what
is found), `rank`, `passages` (what is shown of a story), `page`.
"""
