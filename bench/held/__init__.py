"""Whether the service holds: mixed reads and writes for minutes, then far more clients than there is room for."""
