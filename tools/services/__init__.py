"""Real servers for tests: a PostgreSQL and an Elasticsearch of this clone's own, up and down by one command.

What DATABASE_URL and ELASTICSEARCH_URL name is used as it is. Else Docker Compose brings the servers
where an engine answers; else they run straight on the machine, their packages installed on Debian as root.
"""


class ServicesError(Exception):
    """What cannot be had here, and the command that would help, as a sentence for a person."""
