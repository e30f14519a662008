//! Rich text made safe for the window.

use std::collections::HashSet;

use agenda::{RichText, TextFormat};
use pulldown_cmark::{Parser, html};

/// HTML with nothing but text markup and https links, ready to be inserted.
///
/// No images, styles, scripts, forms, SVG or MathML: a schedule's text comes from strangers.
pub fn sanitised_html(text: &RichText) -> String {
    let html = match text.format {
        TextFormat::Html => text.source.clone(),
        TextFormat::Markdown => {
            let mut html = String::new();
            html::push_html(&mut html, Parser::new(&text.source));
            html
        }
    };
    ammonia::Builder::empty()
        .tags(HashSet::from([
            "a",
            "abbr",
            "b",
            "blockquote",
            "br",
            "code",
            "dd",
            "dl",
            "dt",
            "em",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "sub",
            "sup",
            "u",
            "ul",
        ]))
        .add_tag_attributes("a", ["href"])
        .url_schemes(HashSet::from(["https", "http"]))
        .link_rel(Some("noopener noreferrer"))
        .clean_content_tags(HashSet::from([
            "script", "style", "svg", "math", "template",
        ]))
        .clean(&html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        sanitised_html(&RichText {
            format: TextFormat::Html,
            source: source.to_owned(),
        })
    }

    #[test]
    fn only_text_markup_and_web_links_remain() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<p onclick=alert(1) style='position:fixed'>a</p>",
            "<a href='javascript:alert(1)'>a</a>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
            "<iframe src='https://example.org'></iframe>",
            "<form action='https://example.org'><input></form>",
            "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        ];
        for source in hostile {
            let safe = html(source);
            for bad in [
                "alert", "onerror", "style", "<img", "<iframe", "<form", "<input", "data:",
            ] {
                assert!(!safe.contains(bad), "{source} → {safe}");
            }
        }
        assert_eq!(html("<p>a <b>b</b></p>"), "<p>a <b>b</b></p>");
    }

    #[test]
    fn markdown_becomes_html() {
        let text = RichText {
            format: TextFormat::Markdown,
            source: "Some *text* with [a link](https://example.org).".to_owned(),
        };
        let safe = sanitised_html(&text);
        assert!(safe.contains("<em>text</em>"), "{safe}");
        assert!(safe.contains("href=\"https://example.org\""), "{safe}");
    }
}
