"""Reviewing a glossary on the full screen: `session` decides and remembers, the other modules show and ask."""
