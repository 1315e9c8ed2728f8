"""`glossator articles` and `text`."""

from __future__ import annotations

import click

from reader.cli.listing import json_option, print_rows


@click.command("articles")
@click.argument("project")
@json_option
def articles_command(project: str, as_json: bool) -> None:
    """List the articles: id, title, source, published, language, status, annotations, parted by tabs."""
    from reader.cli.opening import reading

    with reading(project) as opened:
        rows = (
            {
                "id": row.uid,
                "title": row.title,
                "source": row.source,
                "published": row.published,
                "language": row.language,
                "status": row.status.value,
                "annotations": row.annotations,
            }
            for row in opened.articles.all()
        )
        print_rows(rows, as_json=as_json)


@click.command("text")
@click.argument("project")
@click.argument("article")
def text_command(project: str, article: str) -> None:
    """Print the text of ARTICLE, byte for byte what offsets count in (UTF-8, no line break added)."""
    from reader.cli.opening import reading

    with reading(project) as opened:
        text = opened.articles.text(opened.articles.find(article).id)
    click.echo(text.encode(), nl=False)
