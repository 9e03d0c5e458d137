"""What speaks for two accounts agreeing or clashing, a room for each kind of signal."""
