"""A name in another script → how it may be written in Latin letters. Offline; the person chooses."""

from cv_builder.latin.proposals import Proposals, latin_forms

__all__ = ["Proposals", "latin_forms"]
