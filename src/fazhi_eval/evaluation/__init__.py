"""A Report against checklists: outcomes, credit, score."""
