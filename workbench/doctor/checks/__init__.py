"""The checks, one family in a file. Each looks at one thing and says what it found."""
