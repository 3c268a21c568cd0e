"""The small site that ``dateline start`` writes, as files in ``site/``.

Names end in ``-tpl`` so that no tool takes them for code or settings of Dateline's own;
``@name@``, ``@pin@`` and ``@secret@`` in them are filled in by `dateline.cli.start`.
"""
