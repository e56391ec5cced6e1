"""Bad input in great numbers: files of every format that went wrong, and requests that the service can't mean."""
