"""How a report is laid out: its zones, what it says about itself, its shortcomings, causes and plan."""
