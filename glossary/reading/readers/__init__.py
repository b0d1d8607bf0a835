"""One file per format. Each has a `READER`; a new file here is a new format, and nothing else need change."""
