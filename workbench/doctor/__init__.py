"""Looks at everything of a stage that can be looked at, and says what to do."""
