"""文書: Word files and pictures, from facts that are handed in."""
