"""The reading surface: lays out and paints only the paragraphs on screen, with caret, selection and margin."""

from reader.window.article_view.view import ArticleView

__all__ = ["ArticleView"]
