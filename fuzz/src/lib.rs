//! What must hold for any file, whatever it is made of.

use std::sync::LazyLock;

use estran::import::{Settings, import};
use estran::model::Status;

/// Those of the samples: tables that the service describes are spoiled too.
static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings {
    reading: toml::from_str(include_str!("../../fixtures/import.toml"))
        .expect("the settings of the samples read"),
    ..Settings::default()
});

/// Every row is kept or told of; what is not read says why, and leaves nothing behind. Two exports
/// spliced together may be claimed twice, which is a refusal like another.
pub fn holds(name: &str, bytes: Vec<u8>) {
    let batch = import(name, bytes, &SETTINGS);
    let (kept, told) = (batch.tables.len(), batch.rows_told);
    assert_eq!(batch.rows_in, kept + told, "{:?}", batch.format);
    if batch.status != Status::Read {
        assert!(!batch.findings.is_empty(), "{:?}", batch.format);
        assert_eq!(kept, 0, "{:?}", batch.format);
    }
}

/// What a library does with a broken workbook is caught by `document::sheets` and refused: only a
/// panic that nothing catches ends the run, where libFuzzer would end it at any.
pub fn stand_panics_that_are_caught() {
    // The hook of libFuzzer aborts; the one it replaced only says.
    drop(std::panic::take_hook());
}
