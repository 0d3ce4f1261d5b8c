//! Dates and durations as people type them, in a sheet that is otherwise right.
//!
//! The first byte chooses the sheet, then each line is a row: its date, a tab, its duration.
#![no_main]

use estran_fuzz::holds;
use libfuzzer_sys::fuzz_target;

/// The start of an export, and what stands before, between and after its date and its duration.
const SHEETS: &[(&str, [&str; 3])] = &[
    ("Date;Agent;Tâche;Durée\n", ["", ";AG1;Rédaction;", "\n"]),
    (
        "\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Type\",\"Billable\",\"Invoiced\",\"Invoice ID\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\"\n",
        ["A,,b,Crise,AG1,,,,Regular,No,No,,", ",09:00,,,", ",\n"],
    ),
    (
        "Date,De,À,Durée,Client,Projet,Activité,Description\n",
        ["", ",09:00,10:30,", ",c,p,Rédaction,d\n"],
    ),
    (
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,Department,Employee?\n",
        ["", ",c,p,,Rédaction,n,", ",No,No,AG,1,,Yes\n"],
    ),
    (
        "\"Description\",\"Duration\",\"Member\",\"Project\",\"Start date\",\"Start time\",\"Stop date\",\"Stop time\"\n",
        ["d,1:30:00,AG1,p,", ",", ",,\n"],
    ),
    (
        "Content,Video title,Video publish time,Duration,Views,Watch time (hours)\nTotal,,,,1,2\n",
        ["abcdefghijk,t,", ",", ",1,2\n"],
    ),
    (
        "Post ID,Page ID,Page name,Title,Publish time,Permalink,Date,Views,Reach,Seconds viewed\n",
        [
            "1,2,n,t,",
            ",https://www.facebook.com/1,Lifetime,1,",
            ",1\n",
        ],
    ),
];

fuzz_target!(|bytes: &[u8]| {
    let [sheet, rows @ ..] = bytes else {
        return;
    };
    let rows = String::from_utf8_lossy(rows);
    let (start, [before, between, after]) = SHEETS[usize::from(*sheet) % SHEETS.len()];
    let mut file = start.to_owned();
    for row in rows.lines() {
        let (date, duration) = row.split_once('\t').unwrap_or((row, row));
        file.push_str(before);
        cell(&mut file, date);
        file.push_str(between);
        cell(&mut file, duration);
        file.push_str(after);
    }
    holds("any.csv", file.into_bytes());
});

fn cell(file: &mut String, text: &str) {
    file.push('"');
    file.push_str(&text.replace('"', "\"\""));
    file.push('"');
}
