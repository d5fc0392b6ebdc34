"""Two engines behind one contract (`base.py`)."""
