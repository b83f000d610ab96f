"""Runnable comparisons, each with a named peer: make benchmark."""
