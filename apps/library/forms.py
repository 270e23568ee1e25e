"""Two small questions: which country, and was this clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.site_guide import COUNTRY_NAMES, country_codes
from apps.library.kinds import Clear


class CountryForm(forms.Form):
    country = forms.ChoiceField(
        label=_("Which country are you in?"),
        help_text=_("Then pages show the right numbers to call. It is kept on this device only."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a country.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, COUNTRY_NAMES[code]) for code in country_codes()]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]


class FeedbackForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Was this clear?"),
        choices=Clear.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
