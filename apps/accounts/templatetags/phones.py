"""Whose phone a page is read on, as far as its reader said."""

from django import template

from apps.accounts.sign_in import is_shared

register = template.Library()
register.filter("is_on_shared_phone", is_shared)
