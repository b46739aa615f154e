"""The gate: which of a report's gaps count, and whether it passes. Reads evaluations and never changes one."""
