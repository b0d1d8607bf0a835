"""Files in, `Document`s out: one file per format, one registry."""
