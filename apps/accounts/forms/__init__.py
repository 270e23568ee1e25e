"""Forms for signing in, the first welcome and one's own details."""

from apps.accounts.forms.phones import PhoneForm
from apps.accounts.forms.profile import ProfileForm, WelcomeForm
from apps.accounts.forms.sign_in import AddressForm, CodeForm

__all__ = ["AddressForm", "CodeForm", "PhoneForm", "ProfileForm", "WelcomeForm"]
