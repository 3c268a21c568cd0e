"""``dateline demo``: a whole paper at once: a site, an invented daily, a cast to log in as."""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import shutil
import threading
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import dateline
from dateline.cli import counts, site
from dateline.cli.cast import Login, assemble
from dateline.cli.errors import Refused
from dateline.cli.ports import Ports, add_port_arguments, chosen, require_free
from dateline.cli.serve import (
    PATIENCE,
    follow_ports,
    newsroom_address,
    require_secret,
    say,
    supervised,
)
from dateline.cli.start import write_site

NAME = "demo"
HELP = "Start the demonstration paper, the Larkhaven Courier."

#: Where the demo paper stands: in the repository, or in an installed package.
PAPERS = (
    Path(dateline.__file__).resolve().parents[2] / "demo" / "paper",
    Path(dateline.__file__).resolve().parent / "demo" / "paper",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the site's folder, the ports, and whether to stop after one look."""
    site.add_site_argument(parser, default="var/demo")
    add_port_arguments(parser)
    parser.add_argument(
        "--check", action="store_true", help="start, look at the home page, stop with 0 or 1"
    )


def run(args: argparse.Namespace) -> int:
    """Make the site if it is not there, load the paper if it is not in it, and serve it."""
    from dateline.cli import first_run

    folder = Path(args.site).resolve()
    site.read_env(folder)
    ports = chosen(args)
    counts.threads()
    write(folder)
    with site.held(folder):
        require_free(ports)
        site.open_site(folder)
        _require_demonstration(folder)
        require_secret()
        follow_ports(ports)
        first_run.prepare(folder, say)
        logins = assemble(folder)
        _load(folder)
        say("Starting the servers …")
        if args.check:
            return _serve_and_check(folder, ports)
        supervised(folder, ports, lambda: _announce(ports, logins)).run()
    return 0


def write(folder: Path) -> None:
    """Write the demo's site into `folder`, if it is not there. Raises `Refused`.

    It is written into a hidden folder inside, which gets its second name once it is whole;
    then its entries are moved up, what makes a site of them last. Killed at any point, the
    next start writes it anew or goes on moving. Nothing beside `folder` is touched, which may
    be a mount point.
    """
    fresh, whole = folder / ".demo-unfinished", folder / ".demo-whole"
    if not whole.is_dir():
        if site.is_site(folder):
            return
        known = {fresh.name, "lost+found"}  # the second one is what an empty disk holds
        if folder.is_dir() and any(entry.name not in known for entry in folder.iterdir()):
            raise Refused(
                f"{folder} is no Dateline site and not empty: remove it, or use --site DIR"
            )
        say(f"Making a site in {folder} …")
        if fresh.is_dir():
            shutil.rmtree(fresh)
        told = {"DATELINE_DEMONSTRATION": "true", "DATELINE_WEATHER_PROVIDER": "recorded"}
        write_site(fresh, told, name="larkhaven-courier")
        fresh.rename(whole)
    for entry in sorted(whole.iterdir(), key=lambda entry: entry.name == "manage.py"):
        entry.rename(folder / entry.name)
    whole.rmdir()


def _require_demonstration(folder: Path) -> None:
    """Raise `Refused` where the open site `folder` is somebody's paper.

    Its readers would find invented stories in it, and its newsroom four more logins.
    """
    from dateline.conf.options import option

    if not option("DEMONSTRATION"):
        raise Refused(
            f"{folder} is no demonstration: name another folder with --site, or put "
            "DATELINE_DEMONSTRATION=true into its .env"
        )


def _load(folder: Path) -> None:
    """Import the demo paper, unless this very one is in already."""
    from dateline.cli.import_ import import_markdown

    paper = next((place for place in PAPERS if place.is_dir()), None)
    if paper is None:
        raise Refused("the demo paper is not there: start it from a clone of the repository")
    note = folder / "var" / "demo.json"
    known = json.loads(note.read_text()) if note.is_file() else {}
    digest = _digest(paper)
    if known.get("loaded") == digest:
        return
    # Times in the paper count from the day of the first start, also when that was cut short.
    day = date.fromisoformat(known["day"]) if "day" in known else datetime.now(UTC).date()
    _write(note, {"day": day.isoformat()})
    say("Bringing in the Larkhaven Courier: stories, people and pictures, two minutes or so …")
    import_markdown(paper, day=day, publish=True, say=say)
    _write(note, {"day": day.isoformat(), "loaded": digest})


def _write(note: Path, known: dict[str, str]) -> None:
    beside = note.with_suffix(".new")
    beside.write_text(json.dumps(known))
    beside.replace(note)


def _digest(paper: Path) -> str:
    """Return one hash over all that the paper is made of, and over the version that reads it."""
    total = hashlib.sha256(dateline.__version__.encode())
    for path in sorted(paper.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(f"\0{path.relative_to(paper)}\0{path.stat().st_size}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _announce(ports: Ports, logins: list[Login]) -> None:
    from dateline.conf.options import option

    say(f"\nReaders:  {option('READERS_URL')}/\nNewsroom: {newsroom_address(ports)}\n")
    say(f"{'Log in as':<18}{'user name':<18}password")
    for login in logins:
        told = login.password if login.holds else "(changed in the newsroom)"
        say(f"{login.role:<18}{login.username:<18}{told}")
    say("\nStop with Ctrl-C.")


def _serve_and_check(folder: Path, ports: Ports) -> int:
    """Serve until both servers answer and the home page has been looked at; return 0 or 1."""
    faults = ["the servers did not answer"]

    def look() -> None:
        faults[:] = home_page_faults(ports)
        supervisor.stop()

    supervisor = supervised(folder, ports, look)
    limit = threading.Timer(PATIENCE, supervisor.stop)
    limit.start()
    supervisor.run()
    limit.cancel()
    if faults:
        say(f"The demo does not hold: {'; '.join(faults)}")
        return 1
    say("The demo holds: the home page answers, names the paper and links to a story.")
    return 0


def home_page_faults(ports: Ports) -> list[str]:
    """Return what is wrong with the home page as a reader gets it: nothing, at best."""
    from dateline.masthead.models import Masthead
    from dateline.stories.models import Story

    where = urlsplit(ports.address("readers"))
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return [f"the home page does not answer ({error})"]
    finally:
        connection.close()
    faults = []
    if answer.status != 200:
        faults.append(f"the home page answers {answer.status}")
    name = Masthead.objects.get().name
    if not name or name not in body:
        faults.append(f"the home page does not name {name or 'the paper'}")
    addresses = Story.objects.filter(in_print=True).values_list("address", flat=True)
    if not any(f'href="{address}"' in body for address in addresses):
        faults.append("the home page links to no story")
    return faults
