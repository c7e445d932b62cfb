"""What the main pages cost, beside what they may cost."""
