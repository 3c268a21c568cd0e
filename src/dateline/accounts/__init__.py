"""Who works at the paper: users, invitations, and the way in (allauth with a second factor)."""
