"""A CV from answers to documents: model, wording, layout, then one file per format. Pure: bytes out."""
