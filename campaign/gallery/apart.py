"""Keeps the examples of the component page apart: each is made for a page of its own, here they share one."""

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.formatter import HTMLFormatter

# Attributes that name ids of other elements.
REFERENCES = ("for", "form", "headers", "list", "aria-controls", "aria-describedby", "aria-labelledby")
# What a screen reader lists by name; two of one name cannot be told apart.
LANDMARKS = "nav, form, section, aside, [role=region], [role=search], [role=navigation]"
# What only means something in a whole page: what the head loads, and properties of a thing described around them.
HEAD, PROPERTIES = "meta, link", ("itemprop", "itemscope", "itemtype", "itemid")
# HTML as we write it: letters as letters, no slash in void elements.
PLAIN = HTMLFormatter(void_element_close_prefix="", empty_attributes_are_booleans=True)


def apart(html: str, number: int) -> str:
    """Return an example's HTML with ids, references and landmarks' names of its own.

    number: of the example, counted over the whole page
    """
    soup = BeautifulSoup(html, "html.parser")
    known = {str(element["id"]): element.get_text(" ", strip=True) for element in soup.select("[id]")}
    for element in soup.select(HEAD):
        element.decompose()
    for attribute in PROPERTIES:
        for element in soup.select(f"[{attribute}]"):
            del element[attribute]
    for caption in soup.find_all("figcaption", recursive=False):
        caption.wrap(soup.new_tag("figure"))
    for landmark in soup.select(LANDMARKS):
        _name(landmark, known, number)
    _renumber(soup, known, number)
    return soup.decode(formatter=PLAIN)


def _renumber(soup: BeautifulSoup, known: Iterable[str], number: int) -> None:
    """Give ids, and what points at them, the example's number."""
    own = {name: f"{name}-{number}" for name in known}
    for element in soup.select("[id]"):
        element["id"] = own[str(element["id"])]
    for attribute in REFERENCES:
        for element in soup.select(f"[{attribute}]"):
            names = element.get_attribute_list(attribute)
            element[attribute] = " ".join(own.get(name, name) for one in names for name in str(one).split())
    for link in soup.select('a[href^="#"]'):
        target = str(link["href"])[1:]
        link["href"] = f"#{own.get(target, target)}"


def _name(landmark: Tag, known: dict[str, str], number: int) -> None:
    """Number a landmark's name, given by label or by the elements it points at; one without stays without."""
    pointed = str(landmark.attrs.pop("aria-labelledby", ""))
    name = landmark.get("aria-label") or " ".join(known.get(one, "") for one in pointed.split())
    if name:
        landmark["aria-label"] = f"{name} ({number})"
