//! What the accounts that are paid for will cost: said before anything is asked of them, and allowed or not.

use super::{Order, chosen, month};
use crate::commands::{drawer, screen};
use crate::config::Config;
use crate::fetch::{Clock, Dollars, Errand, Price};
use crate::model::Month;
use crate::words::number::{self, NBSP, THIN};
use crate::words::{date, text};

/// Says what the reading will cost at most, if it costs; whether it may be paid for.
pub fn is_allowed(config: &Config, order: &Order, clock: &dyn Clock) -> anyhow::Result<bool> {
    let month = month(config, order, clock);
    let now = (clock.now(), config.import.zone);
    let mut bill = Vec::new();
    for errand in chosen(config, order)? {
        let Some(price) = errand.price else { continue };
        let read = drawer::read_today(&config.folders.inbox, errand, month, now);
        // What cannot be looked at is told of when it is read.
        if order.again || !matches!(read, Ok(Some(_))) {
            bill.push((errand, price));
        }
    }
    if bill.is_empty() {
        return Ok(order.pays);
    }
    screen::remark(&said(&bill, month));
    Ok(order.pays || screen::agrees(&format!("Payer et lire{THIN}? (o/N) ")))
}

/// Why an account was not read.
pub fn refusal(price: Price) -> String {
    format!(
        "la lecture est payante (au plus {}) et n’a pas été acceptée{THIN}; relancer avec «{NBSP}--yes{NBSP}», ou déposer l’export du réseau",
        total(price.at_most())
    )
}

/// The same, for who only wants to know.
pub fn rehearsed(price: Price) -> String {
    format!(", lecture payante (au plus {})", total(price.at_most()))
}

fn said(bill: &[(&Errand, Price)], month: Month) -> String {
    let mut lines: Vec<String> = bill
        .iter()
        .map(|(errand, price)| {
            format!(
                "{}{NBSP}: {} fait payer chaque lecture{THIN}; {} coûtera au plus {} ({} pour le compte, {} par publication, {} au plus)\n",
                errand.account,
                errand.source,
                date::month(month),
                total(price.at_most()),
                unit(price.account),
                unit(price.post),
                text::count(u64::from(price.posts()), "publication", "publications")
            )
        })
        .collect();
    if bill.len() > 1 {
        let all = bill.iter().map(|(_, price)| price.at_most()).sum();
        lines.push(format!("en tout, au plus {}\n", total(all)));
    }
    lines.concat()
}

/// « 1,01 $ », never less than what is owed.
fn total(dollars: Dollars) -> String {
    let cents = dollars.cents_up();
    let whole = i64::try_from(cents / 100).unwrap_or(i64::MAX);
    format!("{},{:02}{NBSP}$", number::whole(whole), cents % 100)
}

/// « 0,005 $ »: a price may go below the cent.
fn unit(dollars: Dollars) -> String {
    let millionths = dollars.millionths();
    let below = format!("{:06}", millionths % 1_000_000);
    let (cents, rest) = below.split_at(2);
    format!(
        "{},{cents}{}{NBSP}$",
        millionths / 1_000_000,
        rest.trim_end_matches('0')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_in_french() {
        let dollars = |amount: f64| Dollars::try_from(amount).unwrap();
        assert_eq!(total(dollars(1.0101)), "1,02\u{a0}$");
        assert_eq!(total(dollars(0.0)), "0,00\u{a0}$");
        assert_eq!(unit(dollars(0.005)), "0,005\u{a0}$");
        assert_eq!(unit(dollars(0.01)), "0,01\u{a0}$");
        assert_eq!(unit(dollars(2.0)), "2,00\u{a0}$");
    }
}
