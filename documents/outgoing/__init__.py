"""Letters that leave the house as paper: the request, the rappel, and the receipt of a postponement."""
