"""What forms of several rooms share."""

from uuid import UUID, uuid4

from django import forms


class OnceForm(forms.Form):
    """A form that makes something. Its hidden id becomes the new row's, so sending twice makes one.

    An id that is missing or no id at all gets a new one: the field can never stop a person.
    """

    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def clean_once(self) -> UUID:
        return UUID(str(self.cleaned_data["once"] or uuid4()))
