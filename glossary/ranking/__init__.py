"""From evidence to scores."""
