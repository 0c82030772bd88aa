"""Where papers come from and where they lie: the store of bytes by hash, and the inbox folder."""
