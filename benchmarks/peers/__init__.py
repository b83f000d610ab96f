"""Who does a tick's work in benchmarks/send.py: ourselves, and three others."""
