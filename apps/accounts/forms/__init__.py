"""Forms for signing in, the first welcome and one's own details."""

from apps.accounts.forms.profile import ProfileForm, WelcomeForm
from apps.accounts.forms.second_step import AppCodeForm, PasskeyNameForm, SecondStepForm
from apps.accounts.forms.sign_in import CodeForm, EmailForm, NewEmailForm

__all__ = [
    "AppCodeForm",
    "CodeForm",
    "EmailForm",
    "NewEmailForm",
    "PasskeyNameForm",
    "ProfileForm",
    "SecondStepForm",
    "WelcomeForm",
]
