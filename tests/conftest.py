"""What holds for every test."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from glossary.messages import choose_language

# How long drawing an example takes says how busy the machine is, nothing about the code.
settings.register_profile("busy machines", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machines")


@pytest.fixture(autouse=True)
def _language_of_the_environment() -> Iterator[None]:
    """No test speaks the language that another one chose."""
    yield
    choose_language(None)
