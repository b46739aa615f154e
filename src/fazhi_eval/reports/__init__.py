"""What a report states: the Report model and its extraction from a Document."""
