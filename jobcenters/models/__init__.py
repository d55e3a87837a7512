"""The registry of the 104 and the pages of their sections."""

from jobcenters.models.index import JobcenterIndexPage
from jobcenters.models.jobcenter import Jobcenter
from jobcenters.models.location import Location
from jobcenters.models.section import JobcenterPage, NewsPage, SectionContentPage

__all__ = ["Jobcenter", "JobcenterIndexPage", "JobcenterPage", "Location", "NewsPage", "SectionContentPage"]
