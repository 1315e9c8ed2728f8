"""Dialogs: one file each, imported when first asked for."""
