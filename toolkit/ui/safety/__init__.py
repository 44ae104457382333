"""Keeping records safe, on the screen: the lock, the trail, the health check, erasing, and what is not protected."""
