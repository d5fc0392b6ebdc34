from django.dispatch import Signal

# Sent in the transaction whenever a roster entry is saved, with `user` and `partnership`: what somebody may read,
# and where they work, may have changed.
roster_changed = Signal()
