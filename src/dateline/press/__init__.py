"""Puts pages together from parts and hands them to readers.

Here belong page kinds, their parts, addresses, holes, the outbox and signposts. Not here:
anything that knows what a story is. The press never reaches Wagtail.
"""
