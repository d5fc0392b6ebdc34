"""What runs, checks and tests the site from outside. Nothing of the site imports it."""
