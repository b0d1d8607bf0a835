"""What holds for every test."""

from collections.abc import Iterator

import pytest

from glossary.messages import choose_language


@pytest.fixture(autouse=True)
def _language_of_the_environment() -> Iterator[None]:
    """No test speaks the language that another one chose."""
    yield
    choose_language(None)
