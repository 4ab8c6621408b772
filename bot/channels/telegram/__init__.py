"""Telegram: what arrives becomes an `Incoming`, what goes out is fitted by `plan` and sent through the Bot API."""
