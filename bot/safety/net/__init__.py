"""A net for words of distress: with holes, and never a verdict. Rules are data (`data/*.yaml`), the engine is here."""
