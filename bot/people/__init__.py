"""The people we talk to: consent, erasing, their data, and how what they type is understood."""
