"""A card for a waiting room: what the service is, and a code that opens its sign-up page."""
