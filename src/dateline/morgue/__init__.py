"""Brings the paper's past over: importers, and the account of every item they met."""
