from datetime import timedelta

from django.utils import timezone

from cms.clock import every

from .models import JoinRequest, PendingImport

KEPT = timedelta(days=30)


@every(timedelta(days=1))
def forget_refused_requests():
    """What somebody typed about themselves is erased 30 days after a no, or after they took it back."""
    refused = (JoinRequest.Decision.DECLINED, JoinRequest.Decision.WITHDRAWN)
    old = JoinRequest.objects.filter(decision__in=refused, decided__lt=timezone.now() - KEPT)
    old.exclude(message="", organization="").update(message="", organization="")


@every(timedelta(hours=6))
def forget_pending_imports():
    """A file that nobody said yes to is forgotten after a day: it names people."""
    PendingImport.objects.filter(created__lt=timezone.now() - timedelta(days=1)).delete()
