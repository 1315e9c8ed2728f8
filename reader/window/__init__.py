"""The window: all that is drawn and typed. It shows the project and calls its methods; no rule of coding lives here."""
