"""Accounts in the editors' admin: for administrators only, since a role or an affiliation opens doors."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    UserColumn,
    UserFilterSet,
    UserViewSet,
)  # fmt: skip

from cms.exports import GuardedIndexView
from cms.inputs import DayField

from . import actions
from .models import User


class AccountForm(forms.ModelForm):
    """Staff set no passwords: whoever gets an account asks for a code by mail."""

    def __init__(self, *args, editing_self=False, **kwargs):
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
            del self.fields["role"]

    class Meta:
        model = User
        fields = ["name", "email", "role", "affiliation", "affiliation_approved", "is_active", "groups"]
        field_classes = {"affiliation_approved": DayField}
        widgets = {"groups": forms.CheckboxSelectMultiple}
        help_texts = {
            "email": _("You vouch that it is theirs: codes to sign in go there."),
            "role": _("Network staff edit and review. Administrators keep accounts as well."),
            "affiliation": _("For those on no roster: network staff, attorneys, volunteers."),
            "affiliation_approved": _("From this day on they are a member without a partnership. Empty: not approved."),
            "is_active": _("Off: they are signed out everywhere and cannot come back. What they wrote stays."),
        }

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.exclude(pk=self.instance.pk).filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody has this address already."))
        return email

    def clean_role(self):
        role = self.cleaned_data["role"]
        self._refuse_the_last_administrator(role)
        return role

    def clean_is_active(self):
        is_active = self.cleaned_data["is_active"]
        if not is_active:
            self._refuse_the_last_administrator()
        return is_active

    def _refuse_the_last_administrator(self, role=""):
        if self.instance.pk:
            try:
                actions.refuse_the_last_administrator(user=self.instance, role=role)
            except actions.LastAdministratorError:
                raise ValidationError(_("This is the last administrator. Make somebody else one first.")) from None

    @transaction.atomic
    def save(self, commit=True):
        if not self.instance.pk:
            self.instance.set_unusable_password()
        user = super().save(commit=True)
        actions.know_address(user=user)
        actions.set_role(user=user, role=user.role)
        if not user.is_active:
            # They are refused already; nobody comes back by an old cookie when the account is let in again.
            actions.end_sessions(user=user)
        return user


class AccountFilterSet(UserFilterSet):
    class Meta:
        model = User
        fields = ["role", "affiliation"]


class AccountIndexView(GuardedIndexView, IndexView):
    columns = [
        UserColumn("name", label=_("Name"), sort_key="name", get_url=None),
        Column("email", label=_("Email"), sort_key="email"),
        Column("get_role_display", label=_("Role"), sort_key="role"),
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
        DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
    ]
    search_fields = ["name", "email"]

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering)


class EraseView(DeleteView):
    def delete_action(self):
        with transaction.atomic():
            actions.erase(user=self.object)


class AccountViewSet(UserViewSet):
    ordering = "name"
    index_view_class = AccountIndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = EraseView
    filterset_class = AccountFilterSet
    list_export = ["name", "email", "role", "affiliation", "affiliation_approved", "is_active", "last_login"]
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return AccountForm
