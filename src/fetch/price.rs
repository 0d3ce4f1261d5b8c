//! What reading costs, where it costs (formats/apis.md, 6).

use serde::Deserialize;

/// Dollars, in millionths: prices go below the cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "f64")]
pub struct Dollars(u64);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("un prix s’écrit en dollars, de 0 à 100, par exemple 0.005")]
pub struct PriceError;

impl Dollars {
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// Never less than what is owed.
    pub fn cents_up(self) -> u64 {
        self.0.div_ceil(10_000)
    }
}

impl TryFrom<f64> for Dollars {
    type Error = PriceError;

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and a hundred million"
    )]
    fn try_from(dollars: f64) -> Result<Self, PriceError> {
        if (0.0..=100.0).contains(&dollars) {
            Ok(Dollars((dollars * 1_000_000.0).round() as u64))
        } else {
            Err(PriceError)
        }
    }
}

impl std::iter::Sum for Dollars {
    fn sum<I: Iterator<Item = Dollars>>(all: I) -> Dollars {
        Dollars(all.map(|dollars| dollars.0).sum())
    }
}

/// Of what one account of X is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    pub account: Dollars,
    pub post: Dollars,
    /// In one reading of a month.
    pub most_posts: u32,
}

/// The price list of X of August 2026: 0.010 and 0.005 dollar; two full pages of posts.
impl Default for Price {
    fn default() -> Self {
        Price {
            account: Dollars(10_000),
            post: Dollars(5_000),
            most_posts: 200,
        }
    }
}

/// The most that the server gives at once.
const PAGE: u32 = 100;

impl Price {
    /// Posts of a page, so that whole pages never go over what was allowed.
    pub(super) fn page(self) -> u32 {
        self.most_posts.min(PAGE)
    }

    /// Posts that are paid for at most: whole pages.
    pub fn posts(self) -> u32 {
        self.most_posts / self.page() * self.page()
    }

    /// What one reading of an account costs at most.
    pub fn at_most(self) -> Dollars {
        Dollars(self.account.0 + self.post.0 * u64::from(self.posts()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_announced_to_the_cent_and_never_too_low() {
        let price = Price::default();
        assert_eq!((price.posts(), price.at_most().cents_up()), (200, 101));
        let few = Price {
            most_posts: 30,
            post: Dollars::try_from(0.0011).unwrap(),
            ..price
        };
        // 0.010 + 30 × 0.0011 = 0.043.
        assert_eq!((few.page(), few.at_most().cents_up()), (30, 5));
        let odd = Price {
            most_posts: 250,
            ..price
        };
        assert_eq!(odd.posts(), 200);
        for wrong in [-0.001, 101.0, f64::NAN] {
            assert_eq!(Dollars::try_from(wrong), Err(PriceError), "{wrong}");
        }
    }
}
