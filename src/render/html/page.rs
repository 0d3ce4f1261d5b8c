//! One idea, one section, with an anchor of its own.

use maud::{Markup, html};

use super::{blocks, words};
use crate::report::block::Page;

pub fn section(page: &Page) -> Markup {
    html! {
        section class="middle page" id=(page.id) {
            h2 { (words::said(&page.title)) }
            (blocks::blocks(&page.blocks, 3))
        }
    }
}
