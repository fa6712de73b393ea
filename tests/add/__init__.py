"""Adding works and records."""
