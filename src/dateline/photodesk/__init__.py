"""Pictures and documents: credits, rights, and the sizes that readers get."""
