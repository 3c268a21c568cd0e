"""The command line: what starts, serves, looks after and carries a paper.

One module a sub-command, named in `dateline.cli.commands`; what several of them share stands
in modules by subject (`site`, `errors`, `supervisor`, `worker`, `archive`). Nothing here is
imported by any other room.
"""
