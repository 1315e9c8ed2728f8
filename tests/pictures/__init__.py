"""Pictures of the page that somebody looked at: what is drawn today must equal them, pixel by pixel."""
