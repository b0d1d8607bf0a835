"""What a text is made of: cleaning, normalising, structure, segmenters."""
