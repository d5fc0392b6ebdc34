"""Viewsets of what has readers of its own: nobody opens in the editors' admin what they may not read on the site.

Administrators neither. The rows come through `visible_to` of the model's default manager.
"""

from django.shortcuts import get_object_or_404

from .exports import GuardedIndexView


class ReadableIndexView(GuardedIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().visible_to(self.request.viewer)


class ReadableOnly:
    """For every other view of one row."""

    def get_object(self, *args, **kwargs):
        thing = super().get_object(*args, **kwargs)
        return get_object_or_404(type(thing)._default_manager.visible_to(self.request.viewer), pk=thing.pk)


def readable(view: type) -> type:
    """`view`, for those rows only that whoever looks may read."""
    return type(f"Readable{view.__name__}", (ReadableOnly, view), {})
