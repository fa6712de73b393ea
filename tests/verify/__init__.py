"""Looking works up."""
