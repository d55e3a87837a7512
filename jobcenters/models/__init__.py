"""The registry of the 104 and the pages of their sections."""

from jobcenters.models.aktionen import AktionAnswer, AktionIndexPage, AktionPage
from jobcenters.models.barriers import BarrierReport
from jobcenters.models.conference import ConferencePage
from jobcenters.models.events import CoHost, EventKind, EventPage
from jobcenters.models.index import JobcenterIndexPage
from jobcenters.models.jobcenter import Jobcenter
from jobcenters.models.language_page import LanguagePage
from jobcenters.models.life import FormerAddress, RegistryChange
from jobcenters.models.location import Location
from jobcenters.models.logo_use import LogoUse
from jobcenters.models.postcodes import FinderCorrection, FinderVersion, PostcodeSet
from jobcenters.models.section import JobcenterPage, NewsPage, SectionContentPage
from jobcenters.models.zuarbeit import Textvorlage

__all__ = [
    "AktionAnswer",
    "AktionIndexPage",
    "AktionPage",
    "BarrierReport",
    "CoHost",
    "ConferencePage",
    "EventKind",
    "EventPage",
    "FinderCorrection",
    "FinderVersion",
    "FormerAddress",
    "Jobcenter",
    "JobcenterIndexPage",
    "JobcenterPage",
    "LanguagePage",
    "Location",
    "LogoUse",
    "NewsPage",
    "PostcodeSet",
    "RegistryChange",
    "SectionContentPage",
    "Textvorlage",
]
