//! Which events of calendars are work: only those that the service names, since calendars hold
//! private lives (timesheets.md §7.1).

use serde::Deserialize;

use crate::import::step;
use crate::model::Step;
use crate::words::fold::fold;

/// One block `[[import.calendars]]`. Everything it names must hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct CalendarRule {
    /// A category of the event, folded.
    category: Option<String>,
    /// The name of the calendar, folded.
    pub calendar: Option<String>,
    /// How the title of the event begins, folded.
    title: Option<String>,
    pub step: Option<Step>,
    /// Events are written after the work, at its real length.
    pub is_log: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    category: Option<String>,
    calendar: Option<String>,
    title: Option<String>,
    step: Option<String>,
    #[serde(default)]
    log: bool,
}

impl TryFrom<Written> for CalendarRule {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let folded =
            |name: Option<String>| name.map(|name| fold(&name)).filter(|name| !name.is_empty());
        let rule = CalendarRule {
            category: folded(written.category),
            calendar: folded(written.calendar),
            title: folded(written.title),
            step: match &written.step {
                Some(label) => Some(step::named(label).ok_or_else(|| {
                    format!("« step » : « {label} » n’est pas une étape ; écrire un libellé de la liste des tâches, par exemple « Rédaction »")
                })?),
                None => None,
            },
            is_log: written.log,
        };
        if rule.category.is_none() && rule.calendar.is_none() && rule.title.is_none() {
            return Err("« calendars » : dire quels événements comptent, par « category », « calendar » ou « title »".to_owned());
        }
        Ok(rule)
    }
}

/// What an event says that a rule may name.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    pub categories: &'a [String],
    /// The names of the calendar: its own, and that of its file.
    pub calendars: &'a [String],
    pub title: &'a str,
}

/// The first rule that names the event.
pub fn chosen<'a>(rules: &'a [CalendarRule], labels: Labels) -> Option<&'a CalendarRule> {
    let among = |names: &[String], wanted: &str| names.iter().any(|name| fold(name) == wanted);
    rules.iter().find(|rule| {
        let category = rule.category.as_deref();
        let calendar = rule.calendar.as_deref();
        let title = rule.title.as_deref();
        category.is_none_or(|wanted| among(labels.categories, wanted))
            && calendar.is_none_or(|wanted| among(labels.calendars, wanted))
            && title.is_none_or(|wanted| fold(labels.title).starts_with(wanted))
    })
}
