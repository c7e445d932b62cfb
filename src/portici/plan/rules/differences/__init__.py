"""What changed between two editions: words of a text, order of siblings, elements of the tree."""
