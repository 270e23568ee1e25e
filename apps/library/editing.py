"""The editor's form of an article: any edit clears a review, and only a reviewer may set one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

REVIEW = ("reviewer_name", "reviewer_role", "reviewed_on")


class ArticleForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        given = [bool(cleaned.get(name)) for name in REVIEW if name in self.fields]
        if any(given) and not all(given):
            raise ValidationError(_("A review needs a name, a role and a date."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """A reviewer who fills the review in approves what is saved with it; else an edit clears it."""
        page = super().save(commit=False)
        content = page.content_hash()
        if any(name in self.changed_data for name in REVIEW):
            page.reviewed_hash = content if page.reviewer_name else ""
        elif page.reviewed_hash != content:
            page.reviewer_name = page.reviewer_role = page.reviewed_hash = ""
            page.reviewed_on = None
        if commit:
            page.save()
        return page
