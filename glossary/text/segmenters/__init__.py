"""Words and where they start and end: one adapter per segmenter, one contract."""
