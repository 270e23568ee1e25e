"""System checks of the library."""
