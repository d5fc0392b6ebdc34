from django.core.management.base import BaseCommand, CommandError

from cms.content import DEMO_PASSWORD
from cms.content.reading import ContentError
from cms.content.rooms import load, remove_demo

WARNING = (
    f"Demo content is there. Its accounts share the password {DEMO_PASSWORD}, and one of them is an administrator: "
    "never keep them where strangers can sign in."
)


class Command(BaseCommand):
    help = "Load starter content and an invented network to try the site with; --remove takes the invented part away."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take away what is invented, keep what people made")

    def handle(self, *args, remove, verbosity, **options):
        if remove:
            for sentence in remove_demo():
                self.stdout.write(sentence)
            said = "The invented content is gone."
        else:
            self.load()
            said = WARNING
        if verbosity:
            self.stdout.write(said)

    def load(self):
        try:
            load(with_demo=True)
        except ContentError as error:
            raise CommandError(str(error)) from error
