"""What a page may load and where it may send: the content security policies."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

OURS = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# Wagtail's pages hold inline styles and scripts; it keeps to itself under EDITOR_PATH.
EDITORS = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [NONE],
}
