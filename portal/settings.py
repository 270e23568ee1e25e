"""The one settings module, read from the environment (docs/deploy.md has the table).

With nothing set these are production's settings and they refuse to start, naming what is missing.
``ALONGSIDE_DEMO=1`` is the only switch; ``DEBUG`` is on in neither.
"""

import ssl
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal import content, env
from portal.logs import logging_config
from portal.schedule import beat_schedule

BASE_DIR = Path(__file__).resolve().parent.parent

DEMO = env.flag("ALONGSIDE_DEMO")
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
SITE_URL = env.text("SITE_URL").rstrip("/")
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")
SITE_FILE = env.text("SITE_FILE")

_site = urlsplit(SITE_URL)
_https = _site.scheme == "https"
_loopback = _site.hostname in {"localhost", "127.0.0.1", "::1"}
ALLOWED_HOSTS = [_site.hostname] if _site.hostname else []
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
PROXY_COUNT = env.number("PROXY_COUNT", 0)

# --- What runs -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    *(["apps.demo"] if DEMO else []),
    "apps.today",
    "apps.interop",
    "apps.careplan",
    "apps.reminders",
    "apps.library",
    "apps.circles",
    "apps.accounts",
    "apps.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "lucide",
    "template_partials",
    # The editors' room. Its frame asks for documents and images, which no editor may add: a page is words here.
    "wagtail.documents",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]

MIDDLEWARE = [
    "apps.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.core.middleware.HtmxRedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "apps.accounts.middleware.PersonMiddleware",
    "apps.accounts.middleware.WelcomeMiddleware",
    "apps.library.middleware.EditorMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.core.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "apps.core.templatetags.days",
            ],
        },
    }
]

# --- Data ----------------------------------------------------------------------------------------

DATABASES = {"default": env.database("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")

# Limits are counted in Redis. When it is away each process counts for itself: sign-in must go on.
CACHES = {
    "default": {
        "BACKEND": "apps.core.cache.FallbackRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    }
}

# --- People and sessions ---------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
SESSION_COOKIE_AGE = 30 * 60  # a phone that is not one's own; see accounts.middleware
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "session" if not _https else "__Host-session"
CSRF_FAILURE_VIEW = "apps.core.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "apps.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_RATE_LIMITS = {
    # For one address: from one place, half of a day's; in all, which bounds mails and, with five tries a code, guesses.
    "request_login_code": "20/m/ip,3/m/key,10/h/key,30/d/key",
    "request_login_code_for_address": "30/h/key,60/d/key",
    "confirm_login_code": "30/m/ip",
    "second_step": "5/10m/key,50/d/key",
    "passkey_sign_in": "20/m/ip",
    # Texts cost money: tighter, and asked for beside the limits of the site (SMS_DAILY_BUDGET).
    "request_text": "60/d/ip,3/m/key,6/h/key",
    "request_text_for_address": "10/d/key",
    "prove_number": "5/d/user",
    "start_circle": "10/d/user",
    "send_invitation": "40/d/user,40/d/key",
    "library_feedback": "20/h/ip",
    "task_link": "30/h/ip,20/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT

# A passkey is two steps in one; an app and its recovery codes are the second step of those who want one.
MFA_ADAPTER = "apps.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: clocks of phones are a little off
USERSESSIONS_TRACK_ACTIVITY = False  # nobody's last visit is kept

# --- Mail, tasks, reminders --------------------------------------------------------------------------

EMAIL_BACKEND = "apps.reminders.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM")
# Over SMTP, or by a mail service's own API: "mailgun", "postmark", … with its settings in ANYMAIL_….
MAIL_ESP = env.text("MAIL_ESP", "").lower()
ANYMAIL = env.prefixed("ANYMAIL_")
# Beside a mail service this is a second way, for telling the operator that the first takes nothing.
SMTP = env.smtp("SMTP_URL", is_needed=not MAIL_ESP)

# Without a gateway no page offers texts. Where they may go: SITE_FILE's countries unless named here.
SMS_BACKEND = "apps.reminders.backend.TextBackend"
SMS = env.sms("SMS_URL")
SMS_COUNTRIES = env.words("SMS_COUNTRIES")
SMS_DAILY_BUDGET = env.number("SMS_DAILY_BUDGET", 500)
SMS_CIRCLE_DAILY_BUDGET = env.number("SMS_CIRCLE_DAILY_BUDGET", 50)

# Without a key nothing is pushed. Browsers name an address of these services, and no other is ever called.
PUSH_KEY = env.text("PUSH_KEY", "")
PUSH_HOSTS = env.words("PUSH_HOSTS") or [
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
]
# Who is written to when reminders stand still (SITE_FILE's contact without it), and who may read /metrics.
ALARM_MAIL = env.text("ALARM_MAIL", "")
METRICS_TOKEN = env.text("METRICS_TOKEN", "")

REMINDER_TICK_SECONDS = env.number("REMINDER_TICK_SECONDS", 5)
REMINDER_LEASE_SECONDS = env.number("REMINDER_LEASE_SECONDS", 60)
REMINDER_SETTLE_SECONDS = env.number("REMINDER_SETTLE_SECONDS", 120)

CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("rediss:"):  # without it kombu takes any certificate
    CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": ssl.CERT_REQUIRED}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120  # well below visibility_timeout, or a slow task runs twice
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 1,
    "health_check_interval": 25,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = beat_schedule(REMINDER_TICK_SECONDS)

# --- Language and time -------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"  # what people see is in their own zone, or the appointment's: core.clock
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]  # a language is offered once its catalogue is complete
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- Pages and files ---------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "portal.storage.JoinedFilesFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

CONTENT_SECURITY_POLICY = {"DIRECTIVES": content.OURS}
EDITOR_CONTENT_SECURITY_POLICY = content.EDITORS
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
# A hospital's other sites live under the same domain: promising https for them is the operator's choice.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("HSTS_SUBDOMAINS")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The editors' room ---------------------------------------------------------------------------------

EDITOR_PATH = "editor/"
WAGTAIL_SITE_NAME = "Alongside"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no address of ours is told to another site
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_I18N_ENABLED = False  # one language so far
WAGTAILSEARCH_BACKENDS = {  # readers search with apps.library.selectors.search; editors by title
    "default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}
}

LOGGING_CONFIG = None
LOGGING = logging_config(env.text("LOG_LEVEL", "INFO"))

env.refuse_if_missing()
if not _https and not (_site.scheme == "http" and _loopback):
    raise ImproperlyConfigured("SITE_URL must be like https://portal.example.org.")
if DEMO and not _loopback:
    raise ImproperlyConfigured(
        "ALONGSIDE_DEMO=1 shows everyone's mail and lets anyone step into any person:"
        " it only runs under a loopback SITE_URL."
    )
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters.")
