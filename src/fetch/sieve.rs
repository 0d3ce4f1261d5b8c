//! What is kept of an answer: only what is named. Other people, and all that a report has no use for, stay outside.

use serde_json::{Map, Value};

/// The parts of a value that these paths name (`feed.post.record.text`). Lists are gone through; what a path ends on is
/// kept whole.
pub fn keep(value: Value, paths: &[&str]) -> Value {
    match value {
        Value::Object(fields) => {
            let mut kept = Map::new();
            for (name, value) in fields {
                if paths.contains(&name.as_str()) {
                    kept.insert(name, value);
                    continue;
                }
                let inside: Vec<&str> = paths
                    .iter()
                    .filter_map(|path| path.strip_prefix(name.as_str())?.strip_prefix('.'))
                    .collect();
                let is_nested = value.is_object() || value.is_array();
                if !inside.is_empty() && is_nested {
                    kept.insert(name, keep(value, &inside));
                }
            }
            Value::Object(kept)
        }
        Value::Array(items) => items.into_iter().map(|item| keep(item, paths)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_named_stays() {
        let answer = json!({
            "id": "1", "account": {"acct": "zzmarque"}, "mentions": [{"acct": "zzmarque"}],
            "media": [{"type": "image", "description": "zzmarque"}, "zzmarque"],
            "reblog": null,
        });
        assert_eq!(
            keep(answer, &["id", "media.type", "reblog"]),
            json!({"id": "1", "media": [{"type": "image"}, null], "reblog": null})
        );
        assert_eq!(
            keep(json!([{"a": 1, "ab": 2}]), &["ab"]),
            json!([{"ab": 2}])
        );
    }
}
