"""The registry of the 104 and the pages of their sections."""

from jobcenters.models.index import JobcenterIndexPage
from jobcenters.models.jobcenter import Jobcenter
from jobcenters.models.section import JobcenterPage, Location, NewsPage, SectionContentPage

__all__ = ["Jobcenter", "JobcenterIndexPage", "JobcenterPage", "Location", "NewsPage", "SectionContentPage"]
