"""The window: everything drawn and everything typed. Shows the project and calls its methods; no rule of coding lives here."""
