"""The whole drill: after database and cache the mail server, processes that die, a disk without room."""

import os
import resource
import signal
import sys
import threading
import time
from typing import Any, Final

from django.urls import reverse

from bench import servers
from ops import drill_faults as faults
from ops.drill_faults import BACK_S, Report, back, is_page
from ops.drill_site import Site

SUBMIT_S: Final = 2.0
MB: Final = 1024 * 1024


def play(site: Site, officer: Any, report: Report) -> None:
    """Play everything; between two faults the site must be well."""
    sys.stdout.write(faults.ROW.format("Störung", "erwartet", "gesehen", "Urteil"))
    for path in faults.SEEN * 2:
        site.ask(path)
    story = new_story(officer)
    for fault in (
        faults.stopped,
        faults.silent,
        faults.restarted_under_load,
        faults.read_only,
        faults.locked,
        faults.full,
        faults.cache_away,
        faults.cache_silent,
    ):
        fault(site, report, story)
    for mood in ("closed", "silent"):
        mail(site, report, new_story(officer), mood)
    mail_arrives(site, report)
    mail(site, report, new_story(officer), "slow")
    mail_arrives(site, report, "slow")
    site.mail.be("open")
    worker_killed(site, report, [new_story(officer) for _ in range(6)])
    job_killed(site, report)
    disk_full(site, report, officer)
    done = site.manage("verify_integrity")
    report.add(
        "nach allem", "verify_integrity ohne Befund", f"Ende mit {done.returncode}", done.returncode == 0
    )


def new_story(officer: Any) -> Any:
    """Return a draft that can be handed in."""
    from tests import builders

    return builders.draft(officer)


def mail(site: Site, report: Report, story: Any, mood: str) -> None:
    """The mail server refuses or is silent: nobody waits for it."""
    from campaign.audit.models import OutboxMail

    site.mail.be(mood)
    before = OutboxMail.objects.count()
    path = reverse("publishing_submit", args=[story.pk])
    answer = site.send(path, site.hidden(path))
    fault = {"closed": "Mailserver weg", "silent": "Mailserver schweigt", "slow": "Mailserver kriecht"}[mood]
    good = answer.status == 302 and answer.seconds <= SUBMIT_S
    report.add(
        f"{fault}: einreichen", "eingereicht ≤ 2 s", f"{answer.status} nach {answer.seconds:.2f} s", good
    )
    if mood == "slow":
        return
    site.manage("run_jobs", "--once")
    waiting = OutboxMail.objects.filter(state=OutboxMail.State.PENDING).count()
    more = OutboxMail.objects.count() - before
    report.add(
        f"{fault}: Postausgang", "die Mails warten", f"{more} neue, {waiting} warten", 0 < more <= waiting
    )


def mail_arrives(site: Site, report: Report, mood: str = "open") -> None:
    """The mail server is back, or takes mails so slowly that a hasty program would send them again."""
    from campaign.audit.models import OutboxMail

    site.mail.be(mood)
    for _ in range(2):
        site.manage("run_jobs", "--once", "--now")
    sent = OutboxMail.objects.filter(state=OutboxMail.State.SENT).count()
    ids = site.mail.box.ids
    good = (
        len(ids) == len(set(ids)) == sent > 0
        and not OutboxMail.objects.filter(state=OutboxMail.State.PENDING).exists()
    )
    report.add(
        {"open": "Mailserver wieder da", "slow": "Mailserver kriecht: Postausgang"}[mood],
        "jede Mail kommt genau einmal",
        f"{sent} verschickt, {len(ids)} angekommen, {len(set(ids))} verschieden",
        good,
    )


def worker_killed(site: Site, report: Report, stories: list[Any]) -> None:
    """Processes die (kill -9) while stories are handed in: whole or not at all; who sends again loses nothing."""
    from campaign.publishing.states import State, state_of

    fates, half = [], 0
    for number, story in enumerate(stories):
        path = reverse("publishing_submit", args=[story.pk])
        form = site.hidden(path)
        killer = threading.Timer(0.02 + 0.05 * number, _kill_all, (site,))
        killer.start()
        answer = site.send(path, form)
        killer.join()
        story.refresh_from_db()
        fates.append(answer.status)
        half += answer.status == 302 and state_of(story) is not State.IN_REVIEW
        _until_up(site)
        site.send(path, form)
        half += state_of(type(story).objects.get(pk=story.pk)) is not State.IN_REVIEW
    report.add(
        "Webprozesse getötet beim Einreichen",
        "0 verloren, 0 halb; noch einmal gesendet: da",
        f"Antworten {fates}, {half} falsch",
        not half,
    )
    back(site, report, "Webprozesse getötet")


def _kill_all(site: Site) -> None:
    for pid in site.workers():
        os.kill(pid, signal.SIGKILL)


def _until_up(site: Site) -> None:
    end = time.monotonic() + 3 * BACK_S
    while site.ask("/healthz").status != 200 and time.monotonic() < end:
        time.sleep(0.1)


def job_killed(site: Site, report: Report) -> None:
    """The program for jobs dies at any point; the next one does the rest."""
    for after in (0.5, 1.5, 2.5, 3.5):
        job = servers.Process(
            [sys.executable, "manage.py", "run_jobs", "--once", "--now"],
            site.environment,
            site.folder / "jobs.log",
        )
        time.sleep(after)
        os.kill(job.pid, signal.SIGKILL)
        job.program.wait()
    done = site.manage("run_jobs", "--once", "--now")
    seen = (done.stdout.strip().splitlines() or [done.stderr[-60:]])[-1]
    report.add(
        "Aufgaben getötet",
        "der nächste Lauf endet ohne Fehler",
        seen,
        done.returncode == 0 and '"failed": 0' in seen.replace('":0', '": 0'),
    )


def disk_full(site: Site, report: Report, officer: Any) -> None:
    """No file may grow beyond a megabyte: an upload is refused in clear words and leaves nothing behind."""
    from campaign.media.models import CampaignImage

    form = site.hidden("/admin/images/add/")
    for pid in site.workers():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (MB, resource.RLIM_INFINITY))
    before, files = CampaignImage.objects.count(), _files(site)
    body = b"".join(
        b'--zq\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (name.encode(), value.encode())
        for name, value in {**form, "title": "Beispielbild", "credit": "Beispiel"}.items()
    )
    body += b'--zq\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body += b"\xff\xd8" + os.urandom(4 * MB) + b"\r\n--zq--\r\n"
    answer = site.ask("/admin/images/add/", body, "multipart/form-data; boundary=zq", known=True)
    left = (CampaignImage.objects.count() - before, len(_files(site) - files))
    report.add(
        "Platte voll: hochladen",
        "503, „kein Platz mehr“, nichts bleibt liegen",
        f"{answer.status}, {left[0]} Zeilen, {left[1]} Dateien",
        is_page(answer) and "kein Platz mehr" in answer.text and left == (0, 0),
    )
    for pid in site.workers():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    back(site, report, "Platte voll")


def _files(site: Site) -> set[str]:
    return {
        str(one) for root in ("media", "private") for one in (site.folder / root).rglob("*") if one.is_file()
    }
