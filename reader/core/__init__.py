"""Plain values and pure functions: article, codebook, annotation, spans, anchor. Knows no file, no SQLite, no Qt."""
