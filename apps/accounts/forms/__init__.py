"""Forms for signing in, the first welcome and one's own details."""

from apps.accounts.forms.phones import PhoneForm
from apps.accounts.forms.profile import ProfileForm, WelcomeForm
from apps.accounts.forms.second_step import AppCodeForm, PasskeyNameForm, SecondStepForm
from apps.accounts.forms.sign_in import AddressForm, CodeForm, NewEmailForm

__all__ = [
    "AddressForm",
    "AppCodeForm",
    "CodeForm",
    "NewEmailForm",
    "PasskeyNameForm",
    "PhoneForm",
    "ProfileForm",
    "SecondStepForm",
    "WelcomeForm",
]
