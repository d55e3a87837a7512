"""Links to documents in texts: the words stay, the link goes when the document may no longer be shown."""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler


class DocumentLinks(DocumentLinkHandler):
    """As Wagtail's, which leaves the words of a missing document alone; one whose licence has ended counts so, too."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [
            f'<a href="{escape(document.url)}">' if document and not document.licence_has_ended else "<a>"
            for document in cls.get_many(attrs_list)
        ]
