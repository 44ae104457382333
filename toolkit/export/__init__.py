"""How a record leaves: Word, the page that is shown and printed, and the files they are written to."""
