"""How an article looks: faces, lines, marks and margin, drawn with QtGui alone, for the window as for pictures and PDF."""
