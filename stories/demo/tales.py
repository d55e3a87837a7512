"""Stories in every state of their life, written, submitted and approved by the demo accounts."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.roles import shared_collection
from campaign.demo.content import DemoContent, StoryText
from campaign.demo.pictures import alt_text, draw_jpeg
from campaign.media.creation import create_image
from campaign.media.models import CampaignImage, CampaignMedia
from campaign.publishing import checks, review
from campaign.publishing.models import Withdrawal
from campaign.publishing.states import State, state_of, with_states
from jobcenters.models import Jobcenter
from stories.checks import SPECIAL_TOPICS
from stories.demo import film
from stories.demo.consents import give_consent
from stories.demo.pages import paragraphs
from stories.demo.people import People
from stories.models import Person, StoryPage, Topic

SCHEDULED_IN = timedelta(days=30)
CREDIT = "Kampagne (Beispiel, gezeichnet)"
# Beside the live ones, these states exist in so many centres; every centre has a draft.
IN_TWO_CENTRES = (
    State.IN_REVIEW,
    State.CHANGES_REQUESTED,
    State.APPROVED_SCHEDULED,
    State.WITHDRAWN,
)


@dataclass
class Wanted:
    """How many stories of one state one centre should have."""

    centre: Jobcenter
    state: State
    number: int


def plan(centres: list[Jobcenter], live: int) -> Iterator[Wanted]:
    """Spread the live stories evenly; the other states go to the first two centres, drafts to all.

    What the public sees comes first: each text is used once before any comes twice.
    """
    for number, centre in enumerate(centres):
        yield Wanted(centre, State.LIVE, live // len(centres) + (number < live % len(centres)))
    for centre in centres[:2]:
        yield Wanted(centre, State.LIVE_WITH_DRAFT, 1)
    for centre in centres:
        yield Wanted(centre, State.DRAFT, 1)
    for state in IN_TWO_CENTRES:
        for centre in centres[:2]:
            yield Wanted(centre, state, 1)


class Teller:
    """Makes the missing stories, one after the other, from the texts that are left."""

    def __init__(self, content: DemoContent, people: People, centres: list[Jobcenter], seed: int) -> None:
        self.agses = {centre.ags for centre in centres}
        self.people = people
        self.random = random.Random(seed)
        self.topics = {topic.key: topic for topic in Topic.objects.all()}
        self.texts, self.film = content.stories, content.film
        self.numbers = count()

    def fulfil(self, wanted: Wanted) -> None:
        """Make what is missing of one state in one centre."""
        there = sum(self._serves(story, wanted.state) for story in _stories(wanted.centre))
        for _ in range(wanted.number - there):
            self._make(wanted.centre, wanted.state)

    def show_film(self, centre: Jobcenter) -> None:
        """Tell the story with the film in one centre, unless it is public there or there is no film."""
        there = any(
            story.slug.startswith(self.film.slug) and state_of(story) is State.LIVE
            for story in _stories(centre)
        )
        if not there and (recording := film.film(centre, self.people.officers[centre.slug])):
            self._make(centre, State.LIVE, self.film, recording)

    def mend(self, centre: Jobcenter) -> None:
        """Give the persons of an older demo their consents; what went offline for lack of them appears again."""
        officer = self.people.officers[centre.slug]
        for story in _stories(centre):
            state = state_of(story)
            if state is State.WITHDRAWN:
                continue
            for person in story.persons.all():
                give_consent(person, officer)
            if state is State.LAPSED:
                self._publish(story, officer)

    def _publish(self, story: StoryPage, officer: User) -> None:
        if checks.blockers(story.get_latest_revision_as_object()):
            return
        review.submit(story, officer, revision_id=_latest(story))
        later = None if story.first_published_at else timezone.now() + SCHEDULED_IN
        review.approve(story, self.people.coordinators[0], revision_id=_latest(story), publish_at=later)

    def _serves(self, story: StoryPage, state: State) -> bool:
        """A draft counts only while nothing blocks its submission."""
        if state_of(story) is not state:
            return False
        return state is not State.DRAFT or not checks.blockers(story.get_latest_revision_as_object())

    def _make(
        self,
        centre: Jobcenter,
        state: State,
        text: StoryText | None = None,
        recording: CampaignMedia | None = None,
    ) -> StoryPage:
        officer = self.people.officers[centre.slug]
        story = self._write(centre, officer, text or self._text_for(centre), recording)
        if state is State.DRAFT:
            return story
        review.submit(story, officer, revision_id=_latest(story), note="Beispiel: bitte bis Monatsende.")
        coordinator = self.random.choice(self.people.coordinators)
        if state is State.CHANGES_REQUESTED:
            reason = "Beispiel: Bitte nennen Sie noch, was am meisten geholfen hat."
            review.send_back(story, coordinator, revision_id=_latest(story), reason=reason)
        elif state is not State.IN_REVIEW:
            later = timezone.now() + SCHEDULED_IN if state is State.APPROVED_SCHEDULED else None
            review.approve(story, coordinator, revision_id=_latest(story), publish_at=later)
        story = StoryPage.objects.get(pk=story.pk)
        if state is State.LIVE_WITH_DRAFT:
            story.intro = f"{story.intro} Beispiel: ein neuer Satz, noch nicht freigegeben."
            story.save_revision(user=officer)
        elif state is State.WITHDRAWN:
            review.withdraw(story, officer, reason="Beispiel")
        return story

    def _text_for(self, centre: Jobcenter) -> StoryText:
        """Prefer a text written for this centre, then those for no demo centre; each once before any comes twice.

        Among the others the kind that was told least comes first, so that the demo has something to filter.
        """
        told = StoryPage.objects.values_list("slug", "kind")
        used, kinds = {slug for slug, _ in told}, Counter(kind for _, kind in told)
        free = [text for text in self.texts if text.slug not in used]
        own = [text for text in free if text.ags == centre.ags]
        others = [text for text in free if text.ags not in self.agses] or free
        if own or others:
            return own[0] if own else min(others, key=lambda text: kinds[text.kind])
        return self.texts[next(self.numbers) % len(self.texts)]

    def _write(
        self, centre: Jobcenter, officer: User, text: StoryText, recording: CampaignMedia | None
    ) -> StoryPage:
        folder = Page.objects.get(pk=centre.folder_id).specific
        suffix, slug = _free_slug(folder, text.slug)
        title = text.title if suffix == 1 else f"{text.title} ({suffix})"
        story = StoryPage(
            title=title,
            slug=slug,
            kind=text.kind,
            place=text.place if text.ags in (None, centre.ags) else centre.verwaltungssitz,
            quote=text.quote,
            intro=text.intro,
            portrait=picture(text, title, centre, officer),
            body=body(text, recording),
            easy_text=text.easy,
            owner=officer,
            live=False,
        )
        folder.add_child(instance=story)
        for position, person in enumerate(text.persons):
            portrayed = Person.objects.create(
                story=story,
                shown_name=person.name,
                name_form=person.name_form,
                kind=person.kind,
                role=person.role,
                special=bool(SPECIAL_TOPICS & set(text.topics)),
                position=position,
            )
            give_consent(portrayed, officer)
        story.topics.set([self.topics[key] for key in text.topics])
        story.save_revision(user=officer)
        return StoryPage.objects.get(pk=story.pk)


def _free_slug(folder: Any, slug: str) -> tuple[int, str]:
    """Return the first of slug, slug-2, slug-3 … that no story has or had, with its number."""
    taken = set(folder.get_children().values_list("slug", flat=True)) | set(
        StoryPage.objects.filter(slug=slug).values_list("slug", flat=True)
    )
    slugs = (slug if n == 1 else f"{slug}-{n}" for n in count(1))
    return next(
        (n, one)
        for n, one in enumerate(slugs, start=1)
        if one not in taken and not Withdrawal.objects.at(f"{folder.url_path}{one}/").exists()
    )


def body(text: StoryText, recording: CampaignMedia | None = None) -> str:
    """Return the JSON of a story's text: per section heading, paragraphs and quote, at the end what helped.

    A film stands below the paragraphs of the first section.
    """
    blocks: list[dict[str, Any]] = []
    for section in text.body:
        blocks.append({"type": "heading", "value": section.heading})
        blocks.append({"type": "text", "value": paragraphs(section.paragraphs)})
        if section.quote:
            blocks.append({"type": "quote", "value": {"text": section.quote, "by": section.quote_by}})
        if recording and section is text.body[0]:
            blocks.append(film.block(recording))
    return json.dumps([*blocks, {"type": "helped", "value": list(text.helped)}])


def picture(text: StoryText, of: str, centre: Jobcenter, officer: User) -> CampaignImage:
    """Draw the portrait of the story with the title `of` into the centre's collection, once.

    A text told twice gets two: what a draft shows must not be public because another story shows it.
    """
    title = f"Zeichnung zu „{of}“"
    found = CampaignImage.objects.filter(collection=centre.collection, title=title).first()
    return found or create_image(
        title,
        draw_jpeg(text.scene, text.seed),
        centre.collection,
        officer,
        description=alt_text(text.scene, text.seed)[:255],
        credit=CREDIT,
        licence="own",
    )


def shared_picture(content: DemoContent, coordinator: User) -> CampaignImage:
    """A picture every centre may choose."""
    title = "Kampagnenbild (Beispiel)"
    text = content.stories[-1]
    return CampaignImage.objects.filter(title=title).first() or create_image(
        title,
        draw_jpeg(text.scene, text.seed + 1),
        shared_collection(),
        coordinator,
        description=alt_text(text.scene, text.seed + 1)[:255],
        credit=CREDIT,
        licence="own",
    )


def _stories(centre: Jobcenter) -> list[StoryPage]:
    return list(with_states(StoryPage.objects.filter(jobcenter=centre)))


def _latest(story: StoryPage) -> int:
    assert story.latest_revision_id is not None
    return story.latest_revision_id
