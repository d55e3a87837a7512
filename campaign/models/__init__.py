"""The campaign's own pages, by subject."""

from campaign.models.accessibility import AccessibilityPage, Durchsetzungsstelle, Gap
from campaign.models.base import CampaignPage, FixedPage
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl
from campaign.models.figures_page import FiguresPage
from campaign.models.internal import Handbuchseite, Sitzung
from campaign.models.leichte_sprache import DgsPage, LeichteSpracheIndexPage, LeichteSprachePage
from campaign.models.material import Material, Materialdatei, MaterialPage, Materialversion
from campaign.models.pages import HomePage
from campaign.models.press import CoIssuer, PressContact, PressIndexPage, PressReleasePage
from campaign.models.press_pictures import PressDownload, PressIndexPicture, ReleasePicture
from campaign.models.print_texts import Drucktext
from campaign.models.proofreading import LinkCheck, OutdatedTerm, PageLink, PageReading, TermFinding
from campaign.models.search import SearchEntry
from campaign.models.share_card import ShareCard
from campaign.models.statistics import CountedFile, DailyCount
from campaign.models.texts import ContentPage

__all__ = [
    "AccessibilityPage",
    "CampaignPage",
    "CoIssuer",
    "ContentPage",
    "CountedFile",
    "DailyCount",
    "DgsPage",
    "Drucktext",
    "Durchsetzungsstelle",
    "FiguresPage",
    "FixedPage",
    "Gap",
    "Handbuchseite",
    "HomePage",
    "Kennzahl",
    "KennzahlFassung",
    "LeichteSpracheIndexPage",
    "LeichteSprachePage",
    "LinkCheck",
    "Material",
    "MaterialPage",
    "Materialdatei",
    "Materialversion",
    "OutdatedTerm",
    "PageLink",
    "PageReading",
    "PressContact",
    "PressDownload",
    "PressIndexPage",
    "PressIndexPicture",
    "PressReleasePage",
    "ReleasePicture",
    "SearchEntry",
    "ShareCard",
    "Sitzung",
    "TermFinding",
]
