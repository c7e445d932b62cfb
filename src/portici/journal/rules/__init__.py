"""What an entry of the journal is made of, and the chain that holds the entries together."""
