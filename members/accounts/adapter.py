from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.validators import MaxLengthValidator

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    """How allauth deals with our accounts."""

    def clean_email(self, email):
        """An address that the database holds: form fields let longer ones pass."""
        MaxLengthValidator(User._meta.get_field("email").max_length)(email)
        return super().clean_email(email)

    def send_mail(self, template_prefix, email, context):
        """Links in mail carry the site's own address, whatever host name the request came by."""
        own = {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.SITE_URL,
            "minutes": settings.MAILED_CODE_SECONDS // 60,
        }
        super().send_mail(template_prefix, email, {**context, **own})
