"""Fixtures that all tests may use."""

pytest_plugins = ["tests.fixtures.database"]
