//! Servers that refuse, fall silent or leave: what waits, what is over, what is in doubt.

use estran::commands::deliver::Went;

use super::server::{Reply, Server};
use super::world::{PASSWORD, World, email, only, queued};

/// A server that is good but for one command.
fn but(kind: &'static str, reply: Reply) -> Server {
    Server::new(move |command, _| {
        if command.starts_with(kind) {
            reply.clone()
        } else {
            Reply::Good
        }
    })
}

#[test]
fn a_refused_recipient_is_told_and_not_asked_again_by_itself() {
    let server = but(
        "RCPT",
        Reply::Says("550 5.1.1 <equipe-zz@abers.example>: unknown"),
    );
    let world = World::mail(server.port());
    let refused = only(world.announce());
    assert!(
        matches!(&refused, Went::Refused(why) if why.contains("le destinataire (550 5.1.1)")),
        "{refused:?}"
    );
    assert!(world.rests.borrow().is_empty());
    let asked = server.commands().len();
    assert!(matches!(only(world.announce()), Went::Refused(_)));
    assert_eq!(server.commands().len(), asked);
    // A person asks.
    assert!(matches!(only(world.deliver(true, false)), Went::Refused(_)));
    assert!(server.commands().len() > asked);
    assert!(!world.written().contains("equipe-zz"));
}

#[test]
fn every_refusal_says_what_to_change() {
    for (kind, said, expected) in [
        (
            "banner",
            "554 5.7.1 go away",
            "refuse cette machine (554 5.7.1)",
        ),
        (
            "MAIL",
            "530 5.7.0 authenticate first",
            "l’identifiant ou le mot de passe (530 5.7.0)",
        ),
        (
            "AUTH",
            "535 5.7.8 no",
            "l’identifiant ou le mot de passe (535 5.7.8)",
        ),
        ("EHLO", "250 localhost", "ne propose pas de s’identifier"),
    ] {
        let server = but(kind, Reply::Says(said));
        let world = World::with(&email(
            server.port(),
            "user = \"estran\"\nsecret = \"courriel\"\n",
        ));
        world.secret("courriel", PASSWORD);
        let why = queued(world.announce());
        assert!(why.contains(expected), "{why}");
        assert!(world.rests.borrow().is_empty(), "{kind}: a person must act");
        assert!(server.taken().is_empty());
        assert!(!world.written().contains(PASSWORD));
    }
    for (kind, said, expected) in [
        ("MAIL", "550 5.7.1 not you", "l’expéditeur (550 5.7.1)"),
        (".", "552 5.3.4 too big", "le message (552 5.3.4)"),
        ("DATA", "554 no", "le message (554)"),
    ] {
        let server = but(kind, Reply::Says(said));
        let world = World::mail(server.port());
        let refused = only(world.announce());
        assert!(
            matches!(&refused, Went::Refused(why) if why.contains(expected)),
            "{refused:?}"
        );
    }
}

#[test]
fn a_server_that_falls_silent_before_the_message_is_asked_again() {
    for kind in ["banner", "EHLO", "MAIL", "RCPT", "DATA"] {
        for reply in [Reply::Silent, Reply::Cut, Reply::Drips] {
            let shown = format!("{kind} {reply:?}");
            let server = Server::new(move |command, before| {
                if command.starts_with(kind) && before == 0 {
                    reply.clone()
                } else {
                    Reply::Good
                }
            });
            let world = World::mail(server.port());
            assert_eq!(only(world.announce()), Went::Sent, "{shown}");
            assert_eq!(world.rests.borrow().len(), 1, "{shown}");
            assert_eq!(server.taken().len(), 1, "{shown}");
        }
    }
}

#[test]
fn a_message_put_off_after_its_text_leaves_later() {
    let server = Server::new(|command, before| match (command, before) {
        (".", 0) => Reply::Says("451 4.3.0 scanner is busy"),
        _ => Reply::Good,
    });
    let world = World::mail(server.port());
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn without_a_word_after_the_text_the_message_is_in_doubt_and_stays() {
    for reply in [Reply::Silent, Reply::Cut, Reply::Drips] {
        let server = but(".", reply);
        let world = World::mail(server.port());
        let Went::Doubtful { message_id, .. } = only(world.announce()) else {
            panic!("it may have left")
        };
        assert!(message_id.unwrap().ends_with("@abers.example>"));
        assert_eq!(world.states(), ["leaving"]);
        let asked = server.commands().len();
        // Told again, and not sent again.
        let outcomes = world.announce();
        let line = outcomes[0].line(chrono_tz::Europe::Paris);
        assert!(
            line.contains("envoi peut-être parti le 5\u{a0}novembre 2026 à 03\u{a0}h\u{a0}00"),
            "{line}"
        );
        assert!(
            line.contains("estran deliver --month 2026-10 --again"),
            "{line}"
        );
        assert_eq!(server.commands().len(), asked);
        assert!(matches!(
            only(world.deliver(false, true)),
            Went::AlreadySent(_)
        ));
    }
}

#[test]
fn a_doubtful_message_leaves_again_when_a_person_says_so() {
    let server = Server::new(|command, before| match (command, before) {
        (".", 0) => Reply::Cut,
        _ => Reply::Good,
    });
    let world = World::mail(server.port());
    assert!(matches!(only(world.announce()), Went::Doubtful { .. }));
    assert_eq!(only(world.deliver(true, false)), Went::Sent);
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn nothing_travels_in_the_clear_when_the_server_has_no_starttls() {
    let server = Server::good();
    let block = email(server.port(), "user = \"estran\"\nsecret = \"courriel\"\n");
    let world = World::with(&block.replace("encryption = \"none\"\n", ""));
    world.secret("courriel", PASSWORD);
    let why = queued(world.announce());
    assert!(why.contains("ne propose pas STARTTLS"), "{why}");
    let said = server.commands().join("\n");
    assert!(!said.contains("AUTH") && !said.contains("MAIL"), "{said}");
}

#[test]
fn a_delivery_is_given_up_after_ten_runs() {
    let world = World::mail(9);
    for _ in 1..10 {
        queued(world.announce());
    }
    let given_up = only(world.announce());
    assert!(
        matches!(&given_up, Went::Refused(why) if why.contains("abandonné après 10")),
        "{given_up:?}"
    );
    let tries = world.rests.borrow().len();
    assert!(matches!(only(world.announce()), Went::Refused(_)));
    assert_eq!(world.rests.borrow().len(), tries);
    // A person asks: the count begins again.
    assert!(matches!(only(world.deliver(true, false)), Went::Queued(_)));
}
