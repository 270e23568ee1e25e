"""The DevTools' own passkey device."""

from playwright.sync_api import Page


class PasskeyDevice:
    """Opened by a finger that is always right, and that touches whatever asks for it, the autofill too."""

    def __init__(self, page: Page) -> None:
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = added["authenticatorId"]

    def touch(self, enabled: bool) -> None:
        """Whether the finger is there."""
        wanted = {"authenticatorId": self.id, "enabled": enabled}
        self.devtools.send("WebAuthn.setAutomaticPresenceSimulation", wanted)
