"""Questions about pages: what the public reads, and what is being worked on."""
