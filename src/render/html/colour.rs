//! The colours of the service by day and, made lighter until they can be read, by night.

use crate::render::pdf::{Ink, Theme};

/// Grounds by night: the page, then tiles and frames.
const NIGHT: Ink = Ink(0x11, 0x18, 0x20);
const PALE_NIGHT: Ink = Ink(0x1B, 0x25, 0x30);
/// What text, and what an area that carries meaning, have on their ground (WCAG 2.1, 1.4.6 and 1.4.11).
const OF_TEXT: f64 = 7.0;
const OF_AREAS: f64 = 3.0;

/// The variables that the style sheet names.
pub fn variables(theme: &Theme) -> String {
    let day = [
        ("ground", Ink::WHITE),
        ("text", theme.text),
        ("soft", theme.soft),
        ("pale", theme.pale),
        ("mist", theme.mist),
        ("hair", theme.hairline),
        ("navy", theme.navy),
        ("rust", theme.rust),
        ("blue", theme.blue),
        ("sky", theme.navy),
    ];
    let night = [
        ("ground", NIGHT),
        ("text", Ink(0xE8, 0xED, 0xF2)),
        ("soft", Ink(0xB6, 0xC2, 0xCE)),
        ("pale", PALE_NIGHT),
        ("mist", Ink(0x26, 0x32, 0x3F)),
        ("hair", Ink(0x45, 0x54, 0x63)),
        ("navy", lightened(theme.navy, OF_TEXT)),
        ("rust", lightened(theme.rust, OF_TEXT)),
        ("blue", lightened(theme.blue, OF_AREAS)),
        ("sky", theme.navy),
    ];
    format!(
        ":root{{{}}}@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}",
        listed(&day),
        listed(&night)
    )
}

fn listed(inks: &[(&str, Ink)]) -> String {
    let listed: Vec<String> = inks
        .iter()
        .map(|(name, ink)| format!("--{name}:{ink};"))
        .collect();
    listed.concat()
}

/// Towards a tint of the same hue, then towards white, a sixteenth at a time, until it is read on both grounds of the
/// night.
fn lightened(ink: Ink, needed: f64) -> Ink {
    let tint = tint(ink);
    let towards = |from: Ink, to: Ink, step| {
        Ink(
            mixed(from.0, to.0, step),
            mixed(from.1, to.1, step),
            mixed(from.2, to.2, step),
        )
    };
    let coloured = (0..=16).map(|step| towards(ink, tint, step));
    let paler = (1..=16).map(|step| towards(tint, Ink::WHITE, step));
    coloured
        .chain(paler)
        .find(|ink| ink.contrast(NIGHT).min(ink.contrast(PALE_NIGHT)) >= needed)
        .unwrap_or(Ink::WHITE)
}

/// The brightest ink of the same hue, half mixed with white.
fn tint(ink: Ink) -> Ink {
    let brightest = u16::from(ink.0.max(ink.1).max(ink.2).max(1));
    let part = |part: u8| low(u16::midpoint(u16::from(part) * 255 / brightest, 255));
    Ink(part(ink.0), part(ink.1), part(ink.2))
}

fn mixed(from: u8, to: u8, sixteenths: u16) -> u8 {
    low((u16::from(from) * (16 - sixteenths) + u16::from(to) * sixteenths) / 16)
}

fn low(part: u16) -> u8 {
    u8::try_from(part).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_colour_it_can_be_read_by_night() {
        for part in 0..=255 {
            for ink in [Ink(part, 0, 0), Ink(0, part, 0), Ink(0, 0, part)] {
                let light = lightened(ink, OF_TEXT);
                assert!(light.contrast(PALE_NIGHT) >= OF_TEXT, "{ink} gives {light}");
            }
        }
        assert_eq!(lightened(Ink::WHITE, OF_TEXT), Ink::WHITE);
    }
}
