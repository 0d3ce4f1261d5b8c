//! Which report leaves: the draft of the night, or what the team released.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    Draft,
    Release,
}

impl Stage {
    /// « version provisoire ».
    pub fn said(self) -> &'static str {
        match self {
            Stage::Draft => "version provisoire",
            Stage::Release => "version définitive",
        }
    }

    /// For other programs.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Release => "release",
        }
    }
}
