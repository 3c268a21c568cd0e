"""Home and section fronts: slots that an editor fills by hand and that fill themselves."""
