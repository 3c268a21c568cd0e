"""Stories: what is written, how it is kept, and how it gets into print."""
