"""What the site gives to programs: records for the search, JSON for the pages, files to download, news."""
