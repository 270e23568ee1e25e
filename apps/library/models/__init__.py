"""Pages, the words they explain, the sources they rest on, and what readers answered."""

from apps.library.models.feedback import Feedback
from apps.library.models.pages import ArticlePage, LearnIndexPage, TopicPage
from apps.library.models.shipped import Shipped
from apps.library.models.words import Source, Term

__all__ = [
    "ArticlePage",
    "Feedback",
    "LearnIndexPage",
    "Shipped",
    "Source",
    "Term",
    "TopicPage",
]
