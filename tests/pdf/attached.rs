//! The figures that travel inside the report.

use estran::proof::{self, Profile};
use estran::render::pdf::{Attachment, Theme, render, render_with};
use lopdf::Document;

use super::sample;

fn figures() -> Attachment {
    Attachment {
        name: "chiffres.csv",
        media_type: "text/csv",
        says: "Les chiffres imprimés dans ce rapport",
        bytes: "code;valeur\r\nES1;247\r\n".repeat(40).into_bytes(),
    }
}

#[test]
fn a_report_with_its_figures_follows_the_third_part_of_pdf_a() {
    let bytes = render_with(&sample::report(), &Theme::default(), &[figures()]).unwrap();
    let faults = super::check::check(&bytes);
    assert!(faults.is_empty(), "{faults:#?}");
    let claims = proof::check(&bytes, &[]).unwrap().claims.known;
    assert!(
        claims.contains(&"a-3a".parse::<Profile>().unwrap()),
        "{claims:?}"
    );
    let document = Document::load_mem(&bytes).unwrap();
    let file = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .find(|stream| stream.dict.has_type(b"EmbeddedFile"))
        .expect("an embedded file");
    let read = file
        .decompressed_content()
        .unwrap_or_else(|_| file.content.clone());
    assert_eq!(read, figures().bytes);
}

#[test]
fn without_them_it_stays_in_the_second() {
    let bytes = render(&sample::report(), &Theme::default()).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("EmbeddedFile"));
    assert!(String::from_utf8_lossy(&bytes).contains("<pdfaid:part>2</pdfaid:part>"));
}
