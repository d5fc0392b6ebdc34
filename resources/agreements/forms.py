"""A new version of a template, as editors write it: Markdown with front matter, like the files of the content."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.content.pack import Pack
from cms.content.reading import ContentError, front_matter_of
from cms.inputs import TextField
from cms.vocabulary.models import Challenge
from resources.legal.models import Element, Route

from .actions import add_version
from .files import VersionText, version_in
from .models import AgreementTemplatePage, TemplateVersion

LONGEST = 200_000
LINE = _("line")


class VersionForm(forms.ModelForm):
    """The text is checked as a whole; every slip is named with its line, and nothing is saved before it is mended."""

    text = TextField(
        label=_("text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "true"}),
        help_text=_(
            "Front matter between two lines of ---, then clauses: ## Title {#anchor elements=ST2,ST5}. Notes begin "
            "with “> Why:”, “> Alternate (label):” or “> Watch for:”. Blanks are {{ name }}, and each is listed in "
            "the front matter. A version is never changed afterwards."
        ),
    )  # fmt: skip

    class Meta:
        model = TemplateVersion
        fields = ["page"]
        help_texts = {"page": _("The template that it is a version of.")}

    def clean(self):
        cleaned = super().clean()
        page, text = cleaned.get("page"), cleaned.get("text")
        if page and text:
            self.routes = {route.slug.replace("-", "_"): route for route in Route.objects.current()}
            self.elements = {element.code: element for element in Element.objects.current()}
            cleaned["version"] = self._read(text.lstrip("\n") + "\n", page)
        return cleaned

    def _read(self, text: str, page: AgreementTemplatePage) -> VersionText | None:
        challenges = {challenge.slug: challenge for challenge in Challenge.objects.all()}
        pack = Pack({"route": self.routes, "element": self.elements, "challenge": challenges})
        version = None
        try:
            version = version_in(*front_matter_of(text, str(LINE)), pack)
            pack.check()
        except ContentError as error:
            self.add_error("text", [problem.replace(f"{LINE}:", f"{LINE} ", 1) for problem in error.problems])
            return None
        self._check_place(version, page)
        return version

    def _check_place(self, version: VersionText, page: AgreementTemplatePage) -> None:
        """It must be a version of this template, and a newer one than all before."""
        if version.slug != page.slug:
            self.add_error(
                "text", _("The slug of the text is “%(slug)s”, another template’s.") % {"slug": version.slug}
            )
        latest = page.versions.first()
        if page.versions.filter(number=version.number).exists():
            self.add_error("text", _("There is a version %(number)s already.") % {"number": version.number})
        elif latest and version.fields["effective"] < latest.effective:
            self.add_error(
                "text", _("It must not be in force earlier than version %(number)s.") % {"number": latest.number}
            )

    def _post_clean(self):
        """The row is made of the text, by `add_version`: there is nothing else to check."""

    def save(self, commit=True) -> TemplateVersion:
        version: VersionText | None = self.cleaned_data.get("version")
        if version is None:
            raise ValidationError(self.errors)
        self.instance = add_version(
            page=self.cleaned_data["page"], text=version, routes=self.routes, elements=self.elements
        )
        return self.instance
