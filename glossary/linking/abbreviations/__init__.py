"""Short forms and what they stand for: one file per family of patterns, one place that arbitrates."""
