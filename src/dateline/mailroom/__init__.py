"""Mail as rows: written in the transaction that causes it, sent by the worker afterwards."""
