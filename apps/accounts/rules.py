"""How long a change of address waits and can be undone; what a browser says about itself, in people's words."""

from datetime import timedelta

from apps.accounts.kinds import Machine

WAIT = timedelta(days=3)  # for whoever did not read the old mailbox
OPERATORS_WAIT = timedelta(days=7)
UNDO = timedelta(days=7)  # from the old mailbox

# The first that fits counts: browsers carry each other's names.
BROWSERS = (
    ("SamsungBrowser/", "Samsung Internet"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    (("iPhone",), Machine.IPHONE),
    (("iPad",), Machine.IPAD),
    (("Android", "Mobile"), Machine.ANDROID_PHONE),
    (("Android",), Machine.ANDROID_TABLET),
    (("CrOS",), Machine.CHROMEBOOK),
    (("Macintosh",), Machine.MAC),
    (("Windows",), Machine.WINDOWS),
    (("Linux",), Machine.LINUX),
)


def browser(user_agent: str) -> str:
    """The browser's name, empty when it is none we know."""
    return next((name for sign, name in BROWSERS if sign in user_agent), "")


def machine(user_agent: str) -> Machine:
    return next(
        (kind for signs, kind in MACHINES if all(sign in user_agent for sign in signs)),
        Machine.OTHER,
    )


def numbered(name: str, taken: set[str]) -> str:
    """The name, or "name 2" and so on when it is taken."""
    names = (name if count == 1 else f"{name} {count}" for count in range(1, len(taken) + 2))
    return next(candidate for candidate in names if candidate not in taken)
