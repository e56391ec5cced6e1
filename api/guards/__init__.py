"""What stands around every request: its id and access line, headers, rates, and room for so many at once."""
