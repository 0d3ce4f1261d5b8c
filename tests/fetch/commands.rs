//! The program as a person runs it.

use std::process::{Command, Output};

use estran::config::Config;

use super::server::{Server, status};
use super::time_servers::{TOOLS, Tool, month};
use super::world::{World, mastodon, toots};

pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

pub fn estran(world: &World, typed: &[&str], environment: &[(&str, &str)]) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_estran"))
        .args(typed)
        .envs(environment.iter().copied())
        .current_dir(world.root.path())
        .output()
        .unwrap();
    Said {
        status: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

#[test]
fn the_exit_status_says_whether_all_some_or_none_were_read() {
    let (good, bad) = (
        Server::new(mastodon(toots(3, 1))),
        Server::new(|_| status(404)),
    );
    let both = World::mastodon(&[("one", &good.base()), ("two", &bad.base())]);
    let said = estran(&both, &["fetch", "--month", "2026-10"], &[]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert!(
        said.err
            .contains("two\u{a0}: non lu\u{a0}: le compte est introuvable"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("one\u{a0}: 2\u{a0}réponses"),
        "{}",
        said.err
    );
    assert!(
        said.out.contains("1\u{a0}compte lu, 1\u{a0}non lu"),
        "{}",
        said.out
    );

    let said = estran(
        &both,
        &["fetch", "--month", "2026-10", "--account", "two"],
        &[],
    );
    assert_eq!(said.status, 2, "{}{}", said.out, said.err);
    assert!(
        said.err
            .lines()
            .last()
            .unwrap()
            .starts_with("estran : rien n’a pu être lu"),
        "{}",
        said.err
    );

    let said = estran(
        &both,
        &["fetch", "--month", "2026-10", "--account", "one"],
        &[],
    );
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(said.err.contains("déjà lu aujourd’hui"), "{}", said.err);
    assert!(
        said.out.contains("estran report --month 2026-10"),
        "{}",
        said.out
    );
}

#[test]
fn the_month_that_was_fetched_has_its_report() {
    let server = Server::new(mastodon(toots(80, 2)));
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(
        estran(&world, &["fetch", "--month", "2026-10"], &[]).status,
        0
    );
    let said = estran(&world, &["report", "--month", "2026-10"], &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let figures = std::fs::read_to_string(world.root.path().join("reports/2026-10/chiffres.csv"));
    assert!(figures.unwrap().contains("62"));
}

#[test]
fn a_rehearsal_asks_nothing_and_tells_what_is_missing() {
    let server = Server::new(mastodon(toots(3, 1)));
    let world = World::with(&format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"mastodon\"\nname = \"one\"\n[fetch.one]\nhandle = \"departement\"\nbase = \"{}\"\nsecret = \"mastodon-abers\"\n",
        server.base()
    ));
    let said = estran(&world, &["fetch", "--dry-run"], &[]);
    assert_eq!(said.status, 1, "{}", said.out);
    assert!(said.out.contains("ESTRAN_MASTODON_ABERS"), "{}", said.out);
    let said = estran(
        &world,
        &["fetch", "--dry-run"],
        &[("ESTRAN_MASTODON_ABERS", "zzjeton")],
    );
    assert_eq!(said.status, 0, "{}", said.out);
    assert!(
        said.out.contains("compte «\u{a0}departement\u{a0}»"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("zzjeton"));
    assert!(server.asked().is_empty());
    assert!(!world.root.path().join("inbox").exists());
}

#[test]
fn accounts_are_checked_without_leaving_anything_behind() {
    let (good, bad) = (
        Server::new(mastodon(toots(3, 1))),
        Server::new(|_| status(404)),
    );
    let world = World::mastodon(&[("one", &good.base()), ("two", &bad.base())]);
    let said = estran(&world, &["accounts", "check"], &[]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("one\u{a0}: répond (Mastodon, 127.0.0.1:"),
        "{}",
        said.out
    );
    assert!(said.out.contains("jamais de vues"), "{}", said.out);
    assert!(
        said.out
            .contains("two\u{a0}: ne répond pas\u{a0}: le compte est introuvable"),
        "{}",
        said.out
    );
    assert_eq!(good.asked().len(), 1);
    assert!(!world.root.path().join("inbox").exists());
}

#[test]
fn without_anything_to_fetch_it_says_how_to_begin() {
    let world = World::with("");
    for typed in [&["fetch"][..], &["accounts", "check"]] {
        let said = estran(&world, typed, &[]);
        assert_eq!(said.status, 2);
        assert!(said.err.contains("[fetch.<compte>]"), "{}", said.err);
    }
    let world = World::mastodon(&[("one", "http://127.0.0.1:9")]);
    let said = estran(&world, &["fetch", "--account", "onee"], &[]);
    assert!(
        said.err.contains("ceux qui en ont un\u{a0}: one"),
        "{}",
        said.err
    );
}

#[test]
fn what_is_wrong_in_the_settings_is_said_with_its_line_and_without_the_token() {
    let account = "[organisation]\nname = \"A\"\n[[accounts]]\nid = \"ma\"\nnetwork = \"mastodon\"\nname = \"A\"\n[[accounts]]\nid = \"tt\"\nnetwork = \"tiktok\"\nname = \"T\"\n";
    for (block, words) in [
        (
            "[fetch.maa]\nhandle = \"a@b.fr\"\n",
            "vouliez-vous dire «\u{a0}ma\u{a0}»",
        ),
        ("[fetch.tt]\nhandle = \"a\"\n", "déposer les exports"),
        (
            "[fetch.ma]\nhandle = \"a@b.fr\"\nmost_posts = 30\n",
            "ne sert que pour X",
        ),
        ("[fetch.ma]\n", "«\u{a0}handle\u{a0}» manque"),
        (
            "[fetch.ma]\nhandle = \"abers\"\n",
            "@compte@instance.exemple.fr",
        ),
        ("[fetch.ma]\nhandle = \"a@127.0.0.1\"\n", "machine locale"),
        (
            "[fetch.ma]\nhandle = \"a\"\nbase = \"http://social.fr\"\n",
            "https://",
        ),
        (
            "[fetch.ma]\nhandle = \"a\"\nbase = \"https://u:p@social.fr\"\n",
            "mot de passe",
        ),
        (
            "[fetch.ma]\nhandle = \"a@b.fr\"\nsecret = \"EAABsbCS1iHgBO0ZCZB\"\n",
            "jamais le jeton lui-même",
        ),
        (
            "[fetch.ma]\nhandle = \"EAABsbCS1iHgBO0ZCZBxyzxyzxyz0123\"\n",
            "semble contenir un jeton",
        ),
        ("[fetch.ma]\nhandel = \"a\"\n", "«\u{a0}handle\u{a0}»"),
        (
            "[fetch_time.ma]\nsource = \"kimai\"\nbase = \"https://k.fr\"\nsecret = \"kimai\"\n",
            "ce nom est celui d’un compte",
        ),
        (
            "[fetch_time.temps]\n",
            "kimai, solidtime, toggl ou clockify",
        ),
        (
            "[fetch_time.kimai]\nbase = \"https://k.fr\"\n",
            "«\u{a0}secret\u{a0}»",
        ),
        (
            "[fetch_time.kimai]\nsecret = \"kimai\"\n",
            "son adresse dans «\u{a0}base\u{a0}»",
        ),
        (
            "[fetch_time.toggl]\nsecret = \"toggl\"\n",
            "«\u{a0}workspace\u{a0}» le numéro",
        ),
        (
            "[fetch_time.toggl]\nhandle = \"a\"\n",
            "base, workspace, secret",
        ),
        (
            "[fetch.ma]\nhandle = \"a@b.fr\"\nsource = \"kimai\"\n",
            "déposer les exports",
        ),
    ] {
        let error = Config::parse("config.toml", &format!("{account}{block}")).unwrap_err();
        let said = error
            .to_string()
            .replace("« ", "«\u{a0}")
            .replace(" »", "\u{a0}»");
        assert!(said.contains(words) && said.contains("ligne 1"), "{said}");
        assert!(!said.contains("EAAB"), "{said}");
    }
}

/// Everything that a run shows or writes, wherever it writes it.
fn shown_and_written(world: &World, said: &Said) -> String {
    let mut all = said.out.clone() + &said.err;
    let mut folders = vec![world.root.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all += &String::from_utf8_lossy(&std::fs::read(path).unwrap());
            }
        }
    }
    all
}

#[test]
fn the_program_shows_and_writes_the_token_nowhere_whatever_the_server_says_of_it() {
    const TOKEN: &str = "zzjeton-0123456789abcdef";
    let echo = |code: u16| {
        move |asked: &super::server::Asked| super::server::Reply {
            body: asked.headers.clone().into_bytes(),
            ..status(code)
        }
    };
    let good = mastodon(toots(3, 1));
    let servers = [
        Server::new(move |asked| good(asked).with("x-echo", TOKEN)),
        Server::new(echo(401)),
        Server::new(echo(404)),
        Server::new(echo(422)),
    ];
    let blocks = servers.iter().enumerate().map(|(place, server)| {
        format!(
            "[[accounts]]\nid = \"c{place}\"\nnetwork = \"mastodon\"\nname = \"c{place}\"\n[fetch.c{place}]\nhandle = \"c\"\nbase = \"{}\"\nsecret = \"mastodon-abers\"\n",
            server.base()
        )
    });
    let world = World::with(&blocks.collect::<String>());
    let environment = [("ESTRAN_MASTODON_ABERS", TOKEN), ("RUST_BACKTRACE", "full")];
    for typed in [
        &["fetch", "--month", "2026-10", "--dry-run"][..],
        &["accounts", "check"],
        &["fetch", "--month", "2026-10"],
        &["report", "--month", "2026-10"],
    ] {
        let said = estran(&world, typed, &environment);
        assert!(said.status < 2, "{typed:?}: {}{}", said.out, said.err);
        assert!(
            !shown_and_written(&world, &said).contains(TOKEN),
            "{typed:?}"
        );
    }
    let mut asked = servers.iter().flat_map(Server::asked);
    let carried = |asked: super::server::Asked| asked.headers.contains(TOKEN);
    assert!(asked.all(carried));
}

#[test]
fn tools_that_keep_time_are_fetched_with_the_accounts_and_nothing_names_anybody() {
    const TOKEN: &str = "zzjeton-0123456789abcdef";
    // The name and the password that Toggl is given, as they travel.
    const BASIC: &str = "enpqZXRvbi0wMTIzNDU2Nzg5YWJjZGVmOmFwaV90b2tlbg==";
    let network = Server::new(mastodon(toots(3, 1)));
    let tools: Vec<Server> = TOOLS
        .iter()
        .map(|tool| Server::new(tool.serve(month(30))))
        .collect();
    let blocks = TOOLS
        .iter()
        .zip(&tools)
        .map(|(tool, server)| tool.block(&server.base()));
    let account = format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"mastodon\"\nname = \"one\"\n[fetch.one]\nhandle = \"one\"\nbase = \"{}\"\n",
        network.base()
    );
    let world = World::with(&(account + &blocks.collect::<String>()));
    world.secret("le-jeton", "une autre chose");
    let environment = [("ESTRAN_LE_JETON", TOKEN), ("RUST_BACKTRACE", "full")];
    let run = |typed: &[&str]| {
        let said = estran(&world, typed, &environment);
        let all = shown_and_written(&world, &said).to_lowercase();
        for hidden in [TOKEN, &BASIC.to_lowercase(), "zzmarque"] {
            assert!(!all.contains(hidden), "{typed:?}: {hidden}");
        }
        said
    };
    let said = run(&["fetch", "--month", "2026-10", "--dry-run"]);
    assert!(
        said.out.contains("kimai\u{a0}: Kimai, sur 127.0.0.1:"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("toggl\u{a0}: Toggl Track, espace «\u{a0}900001\u{a0}» sur 127.0.0.1:"),
        "{}",
        said.out
    );
    let said = run(&["accounts", "check"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    for name in ["Kimai", "solidtime", "Toggl Track", "Clockify"] {
        let answers = format!("répond ({name}, 127.0.0.1:");
        assert!(said.out.contains(&answers), "{}", said.out);
    }
    let said = run(&["fetch", "--month", "2026-10", "--account", "toggl"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.starts_with("1\u{a0}outil de temps lu\u{202f};"),
        "{}",
        said.out
    );
    let said = run(&["fetch", "--month", "2026-10"]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        said.out
            .starts_with("1\u{a0}compte et 4\u{a0}outils de temps lus"),
        "{}",
        said.out
    );
    assert!(run(&["report", "--month", "2026-10"]).status < 2);
    let carried = tools.iter().zip(TOOLS).all(|(server, tool)| {
        let token = if tool == Tool::Toggl { BASIC } else { TOKEN };
        let asked = server.asked();
        asked
            .iter()
            .all(|asked| asked.headers.contains(&token.to_lowercase()))
    });
    assert!(carried);
}

#[test]
fn a_tool_that_echoes_what_it_is_given_makes_nothing_show_it() {
    const TOKEN: &str = "zzjeton-0123456789abcdef";
    for code in [200, 401, 403, 404, 422] {
        let server = Server::new(move |asked| super::server::Reply {
            body: asked.headers.clone().into_bytes(),
            ..status(code)
        });
        for tool in TOOLS {
            let world = World::with(&tool.block(&server.base()));
            let environment = [("ESTRAN_LE_JETON", TOKEN), ("RUST_BACKTRACE", "full")];
            if code == 200 && tool != Tool::Kimai {
                // Tries that space out take their time: once is enough.
                continue;
            }
            let said = estran(&world, &["fetch", "--month", "2026-10"], &environment);
            assert_eq!(said.status, 2, "{}{}", said.out, said.err);
            let all = shown_and_written(&world, &said);
            assert!(
                !all.contains(TOKEN) && !all.contains("enpqZXRvbi0"),
                "{tool:?} {code}"
            );
        }
    }
}

#[test]
fn a_token_may_come_from_systemd() {
    let server = Server::new(mastodon(toots(3, 1)));
    let world = World::with(&format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"mastodon\"\nname = \"one\"\n[fetch.one]\nhandle = \"one\"\nbase = \"{}\"\nsecret = \"mastodon-abers\"\n",
        server.base()
    ));
    // systemd closes its files itself: their rights are not judged.
    let folder = world.root.path().join("credentials");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("mastodon-abers"), "zzjeton\n").unwrap();
    let environment = [("CREDENTIALS_DIRECTORY", folder.to_str().unwrap())];
    let said = estran(&world, &["fetch", "--month", "2026-10"], &environment);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        server.asked()[0]
            .headers
            .contains("authorization: bearer zzjeton")
    );
}
