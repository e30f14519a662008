//! XML that parsers stumble over, and what is read of it.

#![allow(clippy::unwrap_used)]
use super::*;

fn never(_: &Token) -> bool {
    false
}

/// The text of the first element, and the kinds of what was mended.
fn text_of(xml: &str) -> (String, Vec<RepairKind>) {
    let mut reader = Xml::new(xml, Repairs::default());
    let Token::Open(tag) = reader.next().unwrap() else {
        panic!("{xml}");
    };
    let text = reader.text_of(tag, never).unwrap().into_owned();
    (
        text,
        reader
            .repairs
            .into_vec()
            .into_iter()
            .map(|repair| repair.kind)
            .collect(),
    )
}

#[test]
fn text_is_read_with_references_sections_and_stray_signs() {
    use RepairKind::{ControlCharacter, MalformedXml, StrayEntity};
    let cases: [(&str, &str, &[RepairKind]); 12] = [
        ("<a>x &amp; y</a>", "x & y", &[]),
        ("<a>&lt;p&gt;&#233;&#xE9;</a>", "<p>éé", &[]),
        ("<a>x<![CDATA[ <b> & ]]>y</a>", "x <b> & y", &[]),
        ("<a>x<!-- no -->y</a>", "xy", &[]),
        ("<a/>", "", &[]),
        ("<a>x&nbsp;y</a>", "x\u{a0}y", &[StrayEntity]),
        ("<a>x&lol9;y</a>", "x&lol9;y", &[StrayEntity]),
        ("<a>x & y</a>", "x & y", &[]),
        ("<a>x &</a>", "x &", &[]),
        ("<a>1 < 2 and <3</a>", "1 < 2 and <3", &[MalformedXml]),
        ("<a>x&#6;y</a>", "xy", &[ControlCharacter]),
        (
            "<a>x <b>bold &amp; <a>nested</a></b></a>",
            "x <b>bold &amp; <a>nested</a></b>",
            &[],
        ),
    ];
    for (xml, expected, kinds) in cases {
        assert_eq!(text_of(xml), (expected.to_owned(), kinds.to_vec()), "{xml}");
    }
}

#[test]
fn attributes_come_in_any_order_and_quotes() {
    let mut reader = Xml::new(
        "<x:day\n date='a &amp; b' index=\"1\" bare q=r/>",
        Repairs::default(),
    );
    let Token::Open(tag) = reader.next().unwrap() else {
        panic!("no tag");
    };
    assert_eq!((tag.name, tag.empty), ("day", true));
    for (name, value) in [
        ("date", "a & b"),
        ("index", "1"),
        ("bare", ""),
        ("q", "r"),
        ("no", ""),
    ] {
        assert_eq!(reader.attribute(tag, name), value, "{name}");
    }
}

#[test]
fn a_file_that_ends_inside_markup_is_truncated() {
    for xml in ["<a", "<a b=\"", "<!-- ", "<![CDATA[ x", "<?xml "] {
        assert_eq!(
            Xml::new(xml, Repairs::default()).next(),
            Err(Truncated),
            "{xml}"
        );
    }
}

#[test]
fn places_are_lines_and_columns() {
    let mut reader = Xml::new("<a>\n é<b/>", Repairs::default());
    for _ in 0..3 {
        reader.next().unwrap();
    }
    assert_eq!(reader.place(), "line 2, column 3");
}
