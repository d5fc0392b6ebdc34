from django.core.management.base import BaseCommand, CommandError

from cms.content.reading import ContentError
from cms.content.rooms import load


class Command(BaseCommand):
    help = (
        "Load what a real network starts from, with nobody invented: the vocabulary, the law and resources about it, "
        "agreement templates, about pages, and the partnerships, lessons and convenings of 2013."
    )

    def handle(self, *args, verbosity, **options):
        try:
            load(with_demo=False)
        except ContentError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write("Starter content is there.")
