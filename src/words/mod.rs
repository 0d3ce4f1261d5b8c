//! French as printed. Rounding happens here, once.

pub mod date;
pub mod duration;
pub mod fold;
pub mod number;
pub mod place;
pub mod text;
pub mod voice;
