//! A file that travels inside the PDF.

/// What the document was made from, or says otherwise, kept with it.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its name, in plain letters.
    pub name: &'static str,
    /// « text/csv ».
    pub media_type: &'static str,
    /// What it is, for people.
    pub says: &'static str,
    pub bytes: Vec<u8>,
}
