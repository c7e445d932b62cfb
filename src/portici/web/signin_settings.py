"""Settings of sign-in, cookies and e-mail: docs/operating/sign-in.md tells what the variables mean."""

from portici.web import environment

# How addresses in e-mails begin, such as https://plan.example.org; empty: as the request says.
PORTICI_SITE_URL = environment.site("PORTICI_SITE_URL")
CSRF_TRUSTED_ORIGINS = [
    *environment.words("PORTICI_TRUSTED_ORIGINS", ""),
    *([PORTICI_SITE_URL] if PORTICI_SITE_URL else []),
]
# Whether readers come over https: cookies then travel no other way, and links in e-mails say https.
PORTICI_HTTPS = environment.boolean(
    "PORTICI_HTTPS", default=any(origin.startswith("https:") for origin in CSRF_TRUSTED_ORIGINS)
)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PORTICI_HTTPS else "http"
# How many proxies stand before the site: whose addresses are counted depends on it.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PORTICI_PROXIES", 0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PORTICI_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PORTICI_HTTPS
# What was done is said on the next page; a cookie of its own would be one too many.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
ACCOUNT_ADAPTER = "portici.accounts.views.adapters.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_FORMS = {"signup": "portici.accounts.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Counted in the cache below: attempts / time / for whom. A wrong password costs nobody else their account.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/10m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "signup": "20/m/ip",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "portici.accounts.queries.signin.name_shown"
USERSESSIONS_TRACK_ACTIVITY = True
MFA_FORMS = {
    "activate_totp": "portici.accounts.forms.ActivateAppForm",
    "add_webauthn": "portici.accounts.forms.AddPasskeyForm",
    "authenticate": "portici.accounts.forms.CodeForm",
    "authenticate_webauthn": "portici.accounts.forms.AnswerWithPasskeyForm",
    "login_webauthn": "portici.accounts.forms.SignInWithPasskeyForm",
    "reauthenticate": "portici.accounts.forms.ConfirmWithCodeForm",
    "reauthenticate_webauthn": "portici.accounts.forms.ConfirmWithPasskeyForm",
}
MFA_ADAPTER = "portici.accounts.views.adapters.SecondFactorAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Portici"
# Seconds for which an app shows a code, and how many codes before and after are taken.
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1
PORTICI_REQUIRE_SECOND_FACTOR = environment.boolean("PORTICI_REQUIRE_SECOND_FACTOR", default=False)

# The body's gateway to SPID and CIE, or any other provider of OpenID Connect.
PORTICI_OIDC_URL = environment.issuer("PORTICI_OIDC_URL")
PORTICI_OIDC_SIGNUP = environment.boolean("PORTICI_OIDC_SIGNUP", default=False)
SOCIALACCOUNT_ADAPTER = "portici.accounts.views.adapters.GatewayAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "gateway",
                "name": environment.text("PORTICI_OIDC_NAME", "OpenID Connect"),
                "client_id": environment.text("PORTICI_OIDC_CLIENT_ID", ""),
                "secret": environment.text("PORTICI_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": PORTICI_OIDC_URL.rstrip("/")},
            }
        ]
        if PORTICI_OIDC_URL
        else [],
    }
}

# E-mail: to the console, until there is a server for it.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("PORTICI_MAIL_FROM", "Portici <portici@localhost>")
globals().update(environment.smtp("PORTICI_SMTP_URL"))
