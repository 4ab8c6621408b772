"""Files people send: fetched, read in a limited process, taken as a CV or refused with a sentence."""
