//! How files are read, as the service sets it in `[import]` of config.toml.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::Limits;
use crate::import::board_lists::BoardSettings;
use crate::import::calendar_rules::CalendarRule;
use crate::import::date_order::DateOrders;
use crate::import::mapping::Mapping;

/// `[import.aliases]`: names of columns that a file writes otherwise.
pub type Aliases = BTreeMap<String, String>;

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    pub limits: Limits,
    /// Which events of calendars count; without any, calendars are not read.
    pub calendars: Vec<CalendarRule>,
    /// Where nothing else tells the day from the month.
    pub dates: DateOrders,
    pub boards: Vec<BoardSettings>,
    /// The tables of the tools that are not known.
    pub tables: Vec<Mapping>,
    /// Name of a column → name that Estran knows for it.
    pub aliases: Aliases,
}
