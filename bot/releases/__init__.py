"""The flows that are served: revisions that never change, put together in releases, of which the newest counts."""
