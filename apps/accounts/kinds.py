"""Fixed words of signing in."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(StrEnum):
    """What a code that was sent is for; the letter says it in its first line."""

    SIGN_IN = "sign_in"
    PROOF = "proof"
    NEW_ADDRESS = "new_address"
    NEW_NUMBER = "new_number"


class Machine(models.TextChoices):
    """What somebody holds in the hand, as far as a browser tells."""

    IPHONE = "iphone", "iPhone"
    IPAD = "ipad", "iPad"
    ANDROID_PHONE = "android_phone", _("Android phone")
    ANDROID_TABLET = "android_tablet", _("Android tablet")
    MAC = "mac", "Mac"
    WINDOWS = "windows", _("Windows computer")
    CHROMEBOOK = "chromebook", "Chromebook"
    LINUX = "linux", _("Linux computer")
    OTHER = "other", _("Other device")


class Notice(StrEnum):
    """What a person is told by mail because it touches how they sign in."""

    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    SECOND_STEP_ON = "second_step_on"
    SECOND_STEP_OFF = "second_step_off"
    NEW_RECOVERY_CODES = "new_recovery_codes"
