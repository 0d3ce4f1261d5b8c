//! How files are read, as the service sets it in `[import]` of config.toml.

use serde::Deserialize;

use crate::document::Limits;
use crate::import::board_lists::BoardSettings;
use crate::import::calendar_rules::CalendarRule;
use crate::import::date_order::DateOrders;

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    pub limits: Limits,
    /// Which events of calendars count; without any, calendars are not read.
    pub calendars: Vec<CalendarRule>,
    /// Where nothing else tells the day from the month.
    pub dates: DateOrders,
    pub boards: Vec<BoardSettings>,
}
