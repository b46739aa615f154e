"""What the law asks: instruments, items, operators, loading."""
