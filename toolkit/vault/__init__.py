"""Where records are kept: an encrypted folder that is opened with a passphrase or a printed code."""
