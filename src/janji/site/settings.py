"""Deployment settings. What belongs to one feature lives in that feature."""

import sys

from csp.constants import NONE, SELF

from janji.site import databases, env, logs

HOME = env.home()
SECRET_KEY = env.secret("JANJI_SECRET_KEY", HOME / "secret.key")
# Apart from the secret key: that one may be changed, this one never, or nobody is recognised again.
PERSON_KEY = env.secret("JANJI_PERSON_KEY", HOME / "person.key")
DEBUG = env.switch("JANJI_DEBUG", default=False)
ALLOWED_HOSTS = env.words("JANJI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("JANJI_ORIGINS", "")
BEHIND_TLS = env.switch("JANJI_TLS", default=False)
METRICS_TOKEN = env.token("JANJI_METRICS_TOKEN", least=16)

INSTALLED_APPS = [
    "janji.kit",
    "janji.orgs",
    "janji.notices",
    "janji.calendars",
    "janji.registers.facts",
    "janji.registers.imports",
    "janji.registers.overview",
    "janji.registers.services",
    "janji.registers.survey",
    "janji.registers.villages",
    "janji.registers.village_budgets",
    "janji.registers.land_tax",
    "janji.registers.communities",
    "janji.registers.self_help",
    "janji.registers.musrenbang",
    "janji.registers.linmas",
    "janji.registers.figures",
    "janji.indicators",
    "janji.budgets",
    "janji.agreements",
    "janji.measurements",
    "janji.evaluation",
    "janji.supervision",
    "janji.rewards",
    "janji.reports",
    "janji.portal",
    "janji.site",
    "axes",
    "treebeard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "janji.site.middleware.TraceMiddleware",
    "janji.site.middleware.ProbeMiddleware",
    "janji.site.middleware.TurnMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "janji.orgs.middleware.PrivatePagesMiddleware",
    "janji.orgs.middleware.PasswordChangeMiddleware",
    "janji.orgs.middleware.AskedOnceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "janji.kit.middleware.RefusalMiddleware",
    "janji.orgs.gate.GateMiddleware",
    "axes.middleware.AxesMiddleware",
]
# How many requests one server process answers at once.
BLOCKING_THREADS = env.integer("JANJI_THREADS", 4, low=1, high=64)
ROOT_URLCONF = "janji.site.urls"
WSGI_APPLICATION = "janji.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["janji.kit.templatetags.kit"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "janji.site.shell.shell",
            ],
        },
    }
]

DATABASES = {
    "default": databases.configured(
        env.text(databases.NAME, ""), home=HOME, connections=BLOCKING_THREADS + 1
    )
}
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
# Above what the longest agreement sends: core.agreement.MOST_ROWS of objectives, indicators
# and programmes, with every field and every "remove" ticked.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Mail: notices that people want to have sent. Without a server none is made; developers find it in files.
EMAIL_HOST = env.text("JANJI_SMTP_HOST", "")
MAIL_ON = bool(EMAIL_HOST) or DEBUG
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_PORT = env.integer("JANJI_SMTP_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = env.text("JANJI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("JANJI_SMTP_PASSWORD", "")
SMTP_SECURITY = env.choice("JANJI_SMTP_SECURITY", {"starttls", "tls", "none"}) or "starttls"
EMAIL_USE_TLS = SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = env.integer("JANJI_SMTP_TIMEOUT", 10, low=1, high=60)
DEFAULT_FROM_EMAIL = env.text("JANJI_MAIL_FROM", "janji@localhost")

LANGUAGE_CODE = "id"
TIME_ZONE = env.text("JANJI_TIME_ZONE", "Asia/Jakarta")
USE_TZ = True

STATIC_URL = "/statis/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "janji.orgs.backends.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# ASVS 6.2: length over composition, no common password.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {}),
    )
]
LOGIN_URL = "orgs:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "orgs:sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "orgs/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_NAME = "janji_sesi"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_NAME = "janji_csrf"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "janji.kit.views.form_expired"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
MESSAGE_TAGS = {20: "info", 25: "good", 30: "warn", 40: "bad"}  # the tones of the kit
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = logs.configured(
    env.choice("JANJI_LOG", logs.KINDS), at_terminal=sys.stderr is not None and sys.stderr.isatty()
)
