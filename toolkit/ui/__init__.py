"""How it is shown: the only room with Qt on the screen. Nothing is made at import; screens are given what they need."""
