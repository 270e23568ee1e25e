"""Forms for signing in, the first welcome and one's own details."""

from apps.accounts.forms.profile import ProfileForm, WelcomeForm
from apps.accounts.forms.sign_in import CodeForm, EmailForm

__all__ = ["CodeForm", "EmailForm", "ProfileForm", "WelcomeForm"]
