from django.core.management.base import BaseCommand, CommandError

from cms.actions import widened_children


class Command(BaseCommand):
    help = "Say which pages have more readers than the page above them: there must be none."

    def handle(self, *args, **options):
        found = widened_children()
        for parent, child in found:
            self.stdout.write(f"{child.url_path} ({child.audience}) is below {parent.url_path} ({parent.audience})")
        if found:
            raise CommandError(f"{len(found)} pages have more readers than the page above them.")
        self.stdout.write("No page has more readers than the page above it.")
