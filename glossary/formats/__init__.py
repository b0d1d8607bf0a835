"""Glossary files: one file per format, one registry."""
