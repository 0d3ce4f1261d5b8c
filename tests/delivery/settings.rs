//! What config.toml says of deliveries, and what it must not say.

use estran::config::Config;

fn check(blocks: &str, expected: &[&str]) {
    let text = format!("[organisation]\nname = \"Département des Abers\"\n{blocks}");
    let message = Config::parse("config.toml", &text)
        .expect_err(blocks)
        .to_string();
    for words in expected {
        assert!(
            message.contains(words),
            "« {words} » is not in « {message} »"
        );
    }
}

const GOOD: &str = "[delivery.email]\nhost = \"smtp.abers.example\"\nfrom = \"estran@abers.example\"\ndrafts = [\"a@abers.example\"]\n";

#[test]
fn a_wrong_setting_says_what_to_write() {
    let instead = |from: &str, to: &str| GOOD.replace(from, to);
    check(
        "[delivery.email]\n",
        &[
            "ligne 3",
            "[delivery.email]",
            "« host »".replace(' ', "\u{a0}").as_str(),
            "smtp.abers.example",
        ],
    );
    check(
        &instead("smtp.abers.example", "smtps://smtp.abers.example:465"),
        &["n’est pas un nom de serveur"],
    );
    check(
        &instead("from = \"estran@abers.example\"\n", ""),
        &["from", "manque"],
    );
    check(
        &instead(
            "\"a@abers.example\"",
            "\"b@abers.example\", \"zz-pas-une-adresse\"",
        ),
        &["drafts", "l’élément 2", "communication@abers.example"],
    );
    check(
        &instead(
            "\"a@abers.example\"",
            "\"a@abers.example\", \"A@abers.example\"",
        ),
        &["répète"],
    );
    check(
        &instead("drafts = [\"a@abers.example\"]\n", ""),
        &["personne ne reçoit rien"],
    );
    check(
        &format!("{GOOD}encryption = \"none\"\n"),
        &["que vers cette machine"],
    );
    check(
        &format!("{GOOD}encryption = \"ssl\"\n"),
        &["ligne 7", "starttls"],
    );
    check(&format!("{GOOD}user = \"estran\"\n"), &["vont ensemble"]);
    check(
        &format!("{GOOD}user = \"estran\"\nsecret = \"Mot De Passe\"\n"),
        &["jamais le jeton lui-même"],
    );
    check(&format!("{GOOD}reply_to = \"nous\"\n"), &["reply_to"]);
    check(
        "[delivery.folder]\n",
        &["ligne 3", "[delivery.folder]", "aucun dossier"],
    );
    check(
        "[delivery.folder]\ndrafts = \"x\"\nfiles = [\"a-verifier.txt\"]\n",
        &["a-verifier.txt", "ne peut pas être déposé", "rapport.pdf"],
    );
    check("[delivery.webhook]\n", &["url", "manque"]);
    check(
        "[delivery.webhook]\nurl = \"http://veille.abers.example\"\n",
        &["https://"],
    );
    check(
        "[delivery.webhook]\nurl = \"https://veille.abers.example/0f3a9c52-7b61-4d0e-9f1a-2b3c4d5e6f70\"\n",
        &["semble contenir un jeton", "secret_in"],
    );
    check("[delivery.sms]\n", &["clé inconnue « sms »", "email"]);
}

#[test]
fn a_wrong_address_is_not_repeated() {
    let text = format!(
        "[organisation]\nname = \"A\"\n{}",
        GOOD.replace("a@abers.example", "zz-prenom.nom")
    );
    let message = Config::parse("config.toml", &text).unwrap_err().to_string();
    assert!(!message.contains("zz-prenom"), "{message}");
}
