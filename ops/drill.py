"""`make drill`: takes away database, cache, mail, disk and processes from a site that runs, and looks at what people see.

Everything is its own and on loopback: a throw-away PostgreSQL, Redis, a mail server, two workers of gunicorn with the
settings of production. Prints fault, expected, seen and verdict; ends with 1 when something is not as expected.
"""

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import run, servers
from ops import drill_play
from ops.drill_faults import Report
from ops.drill_site import Cluster, MailServer, Redis, Site

MISSING = "redis-server fehlt. Debian/Ubuntu: apt-get install -y redis-server"


def prepare() -> None:
    """Bring the empty database to a site with the 104 centres."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("setup_site", stdout=nowhere)
        call_command("import_jobcenters", "jobcenters/data/jobcenters.csv", stdout=nowhere)


def people(site: Site) -> Any:
    """Make a Koordination that gets mail and an officer who is logged in; return the officer."""
    from tests import builders
    from tests.accounts.login import client_for

    builders.coordinator()
    officer = builders.officer()
    site.cookies = {"sessionid": client_for(officer).cookies["sessionid"].value}
    return officer


def main() -> int:
    """Play all faults; 1 when one goes wrong."""
    if not shutil.which("redis-server"):
        sys.exit(MISSING)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kjc-drill-")))
        database, cache, mail = Cluster(), Redis(folder), MailServer()
        stack.callback(database.close)
        stack.callback(cache.stop)
        stack.callback(mail.be, "closed")
        port = servers.free_port()
        variables = run.environment(database.url, folder, port) | {
            "CACHE_URL": f"rediscache://127.0.0.1:{cache.port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
        }
        os.environ.update(variables)
        import django

        django.setup()
        sys.stdout.write("Datenbank und Register …\n")
        prepare()
        servers.run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], variables)
        site = Site(folder, port, variables, database, cache, mail)
        officer = people(site)
        site.web = servers.web(port, variables, folder)
        stack.callback(site.web.stop)
        report = Report()
        drill_play.play(site, officer, report)
        report.print()
    return int(report.failed)


if __name__ == "__main__":
    sys.exit(main())
