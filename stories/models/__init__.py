"""„Menschen vor Ort“."""

from stories.models.consent import Consent, Portrayal
from stories.models.index import StoryFolderPage, StoryIndexPage, make_folder
from stories.models.link import ConsentLink
from stories.models.person import Person
from stories.models.reuse import Reuse
from stories.models.start import StartPlace
from stories.models.story import StoryPage, Topic

__all__ = [
    "Consent",
    "ConsentLink",
    "Person",
    "Portrayal",
    "Reuse",
    "StartPlace",
    "StoryFolderPage",
    "StoryIndexPage",
    "StoryPage",
    "Topic",
    "make_folder",
]
