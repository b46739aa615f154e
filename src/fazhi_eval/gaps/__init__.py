"""Gaps, the report's own admissions, and what ties them."""
