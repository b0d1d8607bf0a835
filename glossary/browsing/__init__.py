"""Looking at a glossary: terminal table, explanations."""
