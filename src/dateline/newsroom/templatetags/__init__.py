"""Tags of the newsroom's own templates."""
