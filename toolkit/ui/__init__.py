"""How it is shown: the only room with Qt on the screen. Screens are given what they need."""
