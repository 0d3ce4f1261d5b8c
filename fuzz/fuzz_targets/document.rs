//! Any bytes unpack, or are refused.
#![no_main]

use estran::document::Document;
use estran_fuzz::stand_panics_that_are_caught;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: stand_panics_that_are_caught(), |bytes: &[u8]| {
    let _ = Document::open("any", bytes.to_vec());
});
