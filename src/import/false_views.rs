//! Views that Meta counts as zero though posts were seen.

use crate::import::field::Columns;
use crate::import::post::Posts;
use crate::model::{Metric, Severity};

/// Meta writes zeros for views in some exports: when the column is there twice, or when nobody saw
/// posts that reached people (formats/facebook.md §6.2). They are missing, not zero.
pub fn set_aside(columns: &Columns, posts: &mut Posts<'_>) {
    let doubled = columns.times("Views") > 1 || columns.times("Vues") > 1;
    let views: Vec<i64> = posts
        .drafts
        .iter()
        .filter_map(|draft| draft.metrics[Metric::Views])
        .collect();
    let all_zero = !views.is_empty() && views.iter().all(|views| *views == 0);
    let reached = posts
        .drafts
        .iter()
        .any(|draft| draft.metrics[Metric::Reach].is_some_and(|reach| reach > 0));
    if !(doubled || all_zero && reached) {
        return;
    }
    for draft in &mut posts.drafts {
        draft.metrics[Metric::Views] = None;
    }
    let found = if doubled {
        "est présente deux fois"
    } else {
        "est à zéro partout alors que des personnes ont été touchées"
    };
    let message = format!(
        "la colonne « Views » {found} : c’est un défaut connu de l’export de Meta ; les vues sont tenues pour absentes : exporter à nouveau en cochant d’autres statistiques"
    );
    posts
        .told
        .say(Severity::Warning, "views-missing", None, message);
}
