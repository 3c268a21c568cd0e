"""The editors' side: menus, roles, workflow, panels, desk checks."""
