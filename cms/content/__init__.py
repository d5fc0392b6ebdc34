"""Starter and demo content: what a real network begins with, and an invented one to try the site with.

The content lies in the `demo/` folder of the room that owns it. Each such folder has a module `load` with

``read(pack)``
    reads the room's files into `pack`, and notes there what is wrong with them; touches no database.
``write(pack, memory, with_demo)``
    makes what is missing; changes nothing that exists.
``remove(memory)``
    takes away what is invented, and gives a list of sentences about what had to stay and why.

Starter content is true and stays; everything invented is flagged `demo: true` in its file.
"""

# Every invented account has this password, so none of them may be loaded where strangers can sign in.
DEMO_PASSWORD = "behind-the-numbers"
