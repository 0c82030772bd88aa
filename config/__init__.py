"""Settings, clock and the reference data that come with the program: read at the door, handed down as arguments."""
