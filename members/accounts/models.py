"""Who signs in. This room depends on neither Wagtail nor the rooms that say where somebody belongs."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, is_staff=True, role=User.Role.ADMIN, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in with an email address."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        STAFF = "staff", _("Network staff")
        ADMIN = "admin", _("Administrator")

    class Affiliation(models.TextChoices):
        NONE = "", _("None")
        NETWORK = "network", _("Network staff")
        ATTORNEY = "attorney", _("Attorney")
        VOLUNTEER = "volunteer", _("Volunteer")

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120, validators=[one_line])
    role = models.CharField(_("role on this site"), max_length=10, choices=Role, default=Role.MEMBER)
    affiliation = models.CharField(_("affiliation"), max_length=10, choices=Affiliation, blank=True)
    affiliation_approved = models.DateField(_("affiliation approved on"), null=True, blank=True)
    is_staff = models.BooleanField(_("may open the Django admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("invented"), default=False, editable=False)
    agreed = models.DateTimeField(_("agreed to rules and privacy"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    @property
    def is_network_staff(self) -> bool:
        return self.role in (self.Role.STAFF, self.Role.ADMIN)

    @property
    def has_approved_affiliation(self) -> bool:
        return bool(self.affiliation and self.affiliation_approved)
