"""What stands for what: abbreviations, variants, concepts."""
