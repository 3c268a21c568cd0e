"""The record: every version ever published, in a chain that shows any alteration."""
