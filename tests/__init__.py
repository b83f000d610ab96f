"""The tests. A package, because a library that we lint with installs one of this name."""
