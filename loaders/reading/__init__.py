"""Files, pages and tables become documents."""
