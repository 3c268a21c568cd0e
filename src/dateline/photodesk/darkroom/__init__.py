"""Where pictures are unfolded: a process of its own, capped, that knows no secret.

``python -m dateline.photodesk.darkroom`` is started by `dateline.lib.capped` for one picture and
ends with it. It knows Pillow and nothing of Django. What it finds is judged again outside: a
file that takes it over can say anything.
"""
