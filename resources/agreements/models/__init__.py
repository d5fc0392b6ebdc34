"""Agreement templates: the shelf and its pages, and the versions whose words never change."""

from .pages import AgreementIndexPage, AgreementTemplatePage
from .versions import Clause, TemplateVersion

__all__ = ["AgreementIndexPage", "AgreementTemplatePage", "Clause", "TemplateVersion"]
