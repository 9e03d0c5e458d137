"""What the shipped network reads and says: word pieces in, labels and links out, spans with a confidence."""
