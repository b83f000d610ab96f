"""After Bedtime: small, kind, well-timed messages for couples with young children."""
