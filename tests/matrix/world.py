"""Three centres with objects of every kind and state, each field carrying a word of its own."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Comment, CommentReply, Page, TaskState, UploadedFile
from wagtail.search import index

from campaign.accounts.invitations import Guest, invite
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from campaign.audit import log
from campaign.media import creation
from campaign.media.models import CampaignImage
from campaign.publishing import review
from jobcenters.models import Jobcenter, Location, NewsPage, SectionContentPage
from stories.models import Consent, StoryPage
from tests import builders
from tests.accounts.login import make_user
from tests.matrix import events, figures, passed_on
from tests.matrix.registry import proposal
from tests.matrix.words import Words
from tests.media.files import MP4, PDF, VTT, drawn, encoded

SLUGS = {"harz": "landkreis-harz", "jena": "stadt-jena", "dueren": "kreis-dueren"}
MISSING = 999_999_999


@dataclass
class Centre:
    """What there is of one centre: words, people, and the key of one object per kind."""

    record: Jobcenter
    words: Words
    officer: User
    pages: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def key(self, kind: str, state: str = "draft") -> int:
        """Return the key of an object; for pages of the one in this state."""
        return self.pages[state] if kind == "page" else self.keys[kind]


@dataclass
class World:
    """The centres by name, and everybody who walks."""

    centres: dict[str, Centre]
    people: dict[str, User | None]


def build(*, tagged: bool = False) -> World:
    """Create everything; the caller's transaction takes it back. tagged: with what no form of ours can add."""
    coordinator = builders.coordinator()
    centres = {name: _centre(name, slug, coordinator) for name, slug in SLUGS.items()}
    if tagged:
        for centre in centres.values():
            CampaignImage.objects.get(pk=centre.keys["image"]).tags.add(centre.words.tag)
    both = make_user("beide@beispiel.test", centres["harz"].record.group, centres["jena"].record.group)
    people: dict[str, User | None] = {
        "anonymous": None,
        "no role": make_user("ohne.aufgabe@beispiel.test"),
        "officer A": centres["harz"].officer,
        "officer B": centres["jena"].officer,
        "officer A+B": both,
        "officer C": centres["dueren"].officer,
        "coordinator": make_user("koordination@beispiel.test", *coordinator.groups.all()),
        "technik": make_user("technik@beispiel.test", is_superuser=True),
    }
    return World(centres, people)


def _centre(name: str, slug: str, coordinator: User) -> Centre:
    words, record = Words(name), Jobcenter.objects.get(slug=slug)
    officer = make_user(
        f"{words.secret('E-Mail der Redaktion')}@beispiel.test",
        record.group,
        first_name=words.secret("Vorname der Redaktion"),
        last_name=f"Beispiel {words.secret('Nachname der Redaktion')}",
    )
    made = Centre(record, words, officer)
    made.keys |= {"person": officer.pk, "group": record.group_id, "collection": record.collection_id}
    _files(made)
    _stories(made, coordinator)
    _section(made)
    _pages_of_section(made)
    figures.add(made, coordinator)
    events.add(made)
    _traces(made)
    return made


def _image(made: Centre, what: str, *, open_to_all: bool) -> Any:
    words, word = made.words, made.words.public if open_to_all else made.words.secret
    image = builders.image(
        made.record,
        description=f"Zeichnung {word(f'{what}: Alternativtext')} am Hang",
        credit=f"Zeichnung: {word(f'{what}: Bildnachweis')}",
        source=words.secret(f"{what}: Quelle"),
    )
    image.title = words.sentence(f"{what}: Titel")
    image.save()
    return image


def _files(made: Centre) -> None:
    words, folder = made.words, made.record.collection
    image = _image(made, "Bild", open_to_all=False)
    document = creation.create_document(
        words.sentence("Dokument: Titel"),
        PDF.replace(b"<<>>", f"<</Title({words.secret('Dokument: Inhalt')})>>".encode()),
        folder,
        "a.pdf",
        user=made.officer,
        credit=words.secret("Dokument: Nachweis"),
    )
    media = creation.create_media(
        words.sentence("Video: Titel"),
        MP4,
        folder,
        "a.mp4",
        user=made.officer,
        captions=VTT.replace(b"Guten Tag", words.secret("Video: Untertitel").encode()),
        transcript=words.secret("Video: Abschrift"),
        credit=words.secret("Video: Nachweis"),
    )
    for obj in (document, media):
        obj.source = words.secret(f"{obj._meta.verbose_name}: Quelle")
        obj.save(update_fields=["source"])
    document.remarks = [words.secret("Dokument: Hinweis")]
    media.description_waiver = words.secret("Video: warum keine Beschreibung")
    image.who_is_visible = words.secret("Bild: wer zu sehen ist")
    for obj in (image, document, media):
        obj.save()
        index.insert_or_update_object(obj)
    made.files += [file.name.rpartition("/")[2] for file in (image.file, document.file, media.file)]
    made.keys |= {"image": image.pk, "document": document.pk, "media": media.pk}


def _story(made: Centre, state: str, *, open_to_all: bool = False, image: Any) -> StoryPage:
    words = made.words

    def said(place: str) -> str:
        return words.sentence(f"Geschichte {state}: {place}", open_to_all=open_to_all)

    story = builders.draft(
        made.officer,
        made.record,
        title=said("Titel"),
        slug=(words.public if open_to_all else words.secret)(f"Geschichte {state}: Adresse"),
        place=said("Ort"),
        quote=said("Zitat"),
        intro=said("Einleitung"),
        body=[("text", f"<p>{said('Text')}</p>")],
        easy_text=said("Leichte Sprache"),
        search_description=said("Beschreibung"),
        portrait=image,
    )
    story.persons.update(shown_name=f"Beispiel {said('Name')}", role=said("Rolle"))
    consent = Consent.objects.get(person__story=story)
    Consent.objects.filter(pk=consent.pk).update(
        giver_name=words.secret(f"Geschichte {state}: Nachname"),
        email=f"{words.secret(f'Geschichte {state}: E-Mail')}@beispiel.test",
    )
    made.keys |= {"portrayed": consent.person_id, "consent": consent.pk} if state == "draft" else {}
    made.pages[state] = story.pk
    return builders.fresh(story)


def _stories(made: Centre, coordinator: User) -> None:
    words, officer = made.words, made.officer
    hidden = CampaignImage.objects.get(pk=made.keys["image"])
    shown = _image(made, "öffentliches Bild", open_to_all=True)

    def submit(story: StoryPage, state: str) -> StoryPage:
        note = words.secret(f"Geschichte {state}: Hinweis")
        review.submit(story, officer, revision_id=story.latest_revision_id, note=note)
        return builders.fresh(story)

    def approve(story: StoryPage, **when: Any) -> None:
        review.approve(story, coordinator, revision_id=story.latest_revision_id, **when)

    draft = _story(made, "draft", image=hidden)
    waiting = submit(_story(made, "in review", image=hidden), "in review")
    sent_back = submit(_story(made, "changes requested", image=hidden), "changes requested")
    reason = words.secret("Geschichte changes requested: Begründung")
    review.send_back(sent_back, coordinator, revision_id=sent_back.latest_revision_id, reason=reason)
    later = timezone.now() + timedelta(days=9)
    approve(submit(_story(made, "scheduled", image=hidden), "scheduled"), publish_at=later)
    for state in ("live", "live with draft"):
        approve(submit(_story(made, state, open_to_all=True, image=shown), state))
    passed_on.note(made)
    newer = StoryPage.objects.get(pk=made.pages["live with draft"])
    newer.title, newer.quote = words.sentence("neuer Titel"), words.sentence("neues Zitat")
    newer.save_revision(user=officer)
    gone = submit(_story(made, "withdrawn", image=hidden), "withdrawn")
    approve(gone)
    review.withdraw(builders.fresh(gone), officer, reason=words.secret("Grund des Rückzugs"))
    _in_review(made, draft, waiting)
    for page in StoryPage.objects.filter(pk__in=made.pages.values()):
        index.insert_or_update_object(page)


def _in_review(made: Centre, draft: StoryPage, waiting: StoryPage) -> None:
    """The keys of what goes on about two stories, and what was said about them."""
    words, officer = made.words, made.officer
    task = TaskState.objects.filter(workflow_state__object_id=str(waiting.pk)).latest("pk")
    comment = Comment.objects.create(
        page=draft, user=officer, text=words.secret("Kommentar"), contentpath="quote"
    )
    CommentReply.objects.create(comment=comment, user=officer, text=words.secret("Antwort auf Kommentar"))
    made.keys |= {
        "revision": draft.latest_revision_id,
        "task_state": task.pk,
        "task": task.task_id,
        "workflow_state": task.workflow_state_id,
        "workflow": task.workflow_state.workflow_id,
    }


def _section(made: Centre) -> None:
    """What is public of a section, and above it what is not yet."""
    words = made.words
    section = Page.objects.get(pk=made.record.section_id).specific
    section.intro = words.public("Bereich: Satz")
    section.press_name = f"Beispiel {words.public('Pressestelle')}"
    section.email = section.press_email = f"{words.public('Bereich: E-Mail')}@beispiel.test"
    section.website = f"https://{words.public('Bereich: Internetseite')}.beispiel.test/"
    section.languages_note = words.public("Bereich: Sprachen")
    section.save()
    section.email = f"{words.secret('Bereich: Entwurf der E-Mail')}@beispiel.test"
    section.intro = words.sentence("Bereich: Entwurf des Satzes")
    section.press_name = f"Beispiel {words.secret('Bereich: Entwurf der Pressestelle')}"
    section.languages_note = words.secret("Bereich: Hinweis zu den Sprachen")
    section.locations = [
        Location(
            name=words.secret("Standort: Bezeichnung"),
            street=words.secret("Standort: Straße"),
            postcode="01234",
            town=words.secret("Standort: Ort"),
            hours_note=words.secret("Standort: Hinweis"),
            access=words.secret("Standort: Barrierefreiheit"),
        )
    ]
    section.save_revision(user=made.officer)
    made.pages |= {"section": section.pk, "folder": made.record.folder_id}


def _pages_of_section(made: Centre) -> None:
    words, section = made.words, made.record.section.specific
    more: dict[str, Any] = {"date": date(2026, 11, 1)}
    for what, kind, fields in (("Meldung", NewsPage, more), ("Textseite", SectionContentPage, {})):
        page = kind(
            title=words.sentence(f"{what}: Titel"),
            slug=words.secret(f"{what}: Adresse"),
            intro=words.sentence(f"{what}: Satz"),
            body=[("text", f"<p>{words.sentence(f'{what}: Text')}</p>")],
            live=False,
            owner=made.officer,
            **fields,
        )
        section.add_child(instance=page)
        page.save_revision(user=made.officer)
        index.insert_or_update_object(page)
        made.pages.setdefault("news", page.pk)


def _traces(made: Centre) -> None:
    """What work leaves behind: an invitation, a line in the log, an open editor, a form and an upload half done."""
    words, officer = made.words, made.officer
    address = f"{words.secret('E-Mail einer Einladung')}@beispiel.test"
    names = (words.secret("Vorname einer Einladung"), words.secret("Nachname einer Einladung"))
    invite(Guest(address, *names), Role.REDAKTION, [made.record.group], centres=[made.record.ags])
    log.record(
        "story.edited",
        actor=officer,
        centre=made.record.ags,
        label=words.secret("Protokoll: Bezeichnung"),
        data={"note": words.secret("Protokoll: Angaben")},
    )
    draft = Page.objects.get(pk=made.pages["draft"])
    typed = urlencode({"title": words.secret("halbes Formular: Titel")})
    FormState.objects.update_or_create_by_instance(
        draft, user=officer, defaults={"data": typed, "last_updated_at": timezone.now()}
    )
    session = EditingSession.objects.create(user=officer, content_object=draft, last_seen_at=timezone.now())
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get(app_label="media", model="campaignimage"),
        file=ContentFile(encoded(drawn(400, 500)), name=f"{words.secret('halbes Hochladen: Name')}.jpg"),
        uploaded_by_user=officer,
    )
    made.keys["invitation"] = Invitation.objects.get(email=address).pk
    made.keys |= {"session": session.pk, "upload": upload.pk, **proposal(made.record, words, officer)}
