"""One module per noun; each is loaded only when one of its commands is called."""
