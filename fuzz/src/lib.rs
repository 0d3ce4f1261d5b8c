//! What must hold for any file, whatever it is made of.

use estran::import::{Settings, import};

/// Every row is kept or told of, and no two formats take the same file.
pub fn holds(name: &str, bytes: Vec<u8>) {
    let batch = import(name, bytes, &Settings::default());
    assert_eq!(
        batch.rows_in,
        batch.tables.len() + batch.rows_told,
        "{:?}",
        batch.format
    );
    let twice = batch
        .findings
        .iter()
        .find(|finding| finding.code == "claimed-twice");
    assert!(twice.is_none(), "{twice:?}");
}

/// What a library does with a broken workbook is caught by `document::sheets` and refused: only a
/// panic that nothing catches ends the run, where libFuzzer would end it at any.
pub fn stand_panics_that_are_caught() {
    // The hook of libFuzzer aborts; the one it replaced only says.
    drop(std::panic::take_hook());
}
