from django.core.management.base import BaseCommand

from cms.setup import setup


class Command(BaseCommand):
    help = "Make what is missing of the skeleton: home, shelves, groups, workflow. Running it twice changes nothing."

    def handle(self, *args, **options):
        setup()
