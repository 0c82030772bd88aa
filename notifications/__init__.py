"""What leaves the house: notices, the letters they become, the outbox they wait in, and the ways they are carried."""
