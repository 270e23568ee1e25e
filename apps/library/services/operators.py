"""Inviting the people who edit and review: an account, their rights, and a mail with the way in."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import GroupPagePermission

from apps.accounts import services as accounts
from apps.accounts.models import User
from apps.core.site_guide import guide
from apps.library.models import LearnIndexPage

EDITORS, REVIEWERS = "Library editors", "Library reviewers"
OF_EDITORS = (
    ("wagtailadmin", "access_admin"),
    *(
        ("library", f"{verb}_{model}")
        for verb in ("add", "change", "delete")
        for model in ("term", "source")
    ),
)
ON_PAGES = ("add", "change", "publish")


@transaction.atomic
def invite_operator(email: str, *, is_reviewer: bool) -> User:
    """Asked twice it mails again and changes nothing else. The library must have been loaded."""
    user = accounts.make_staff(email)
    user.groups.add(_group(EDITORS, OF_EDITORS))
    if is_reviewer:
        user.groups.add(_group(REVIEWERS, (*OF_EDITORS, ("library", "review_articlepage"))))
    _mail(user)
    return user


def _group(name: str, permissions: tuple[tuple[str, str], ...]) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    for app, codename in permissions:
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    index = LearnIndexPage.objects.get()
    for codename in ON_PAGES:
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=index,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{codename}_page"
            ),
        )
    return group


def _mail(user: User) -> None:
    context = {"link": settings.SITE_URL + reverse("wagtailadmin_home"), "site": guide()}
    message = EmailMultiAlternatives(
        subject=render_to_string("library/email/operator_subject.txt", context).strip(),
        body=render_to_string("library/email/operator.txt", context),
        to=[user.email],
    )
    message.attach_alternative(
        render_to_string("library/email/operator.html", context), "text/html"
    )
    message.send()
