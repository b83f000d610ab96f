"""Deliberate bugs, kept to prove that the simulation finds them (make prove-bites)."""
