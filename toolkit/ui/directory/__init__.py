"""The local directory on the screen: the list, taking services in, the sheet for a family, the topics."""
