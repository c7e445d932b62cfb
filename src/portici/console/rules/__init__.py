"""Rules of the working area: lists, forms as flat texts, putting two people's texts together."""
