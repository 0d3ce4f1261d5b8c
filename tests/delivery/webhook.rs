//! A program that watches is told, by https or on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use estran::commands::deliver::Went;
use serde_json::Value;

use super::world::{World, only, queued};

/// Answers these statuses, one connection each; gives what was asked, head and body.
fn hook(statuses: &'static [u16]) -> (u16, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = channel();
    thread::spawn(move || {
        for status in statuses {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(&stream);
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                reader.read_line(&mut head).unwrap();
            }
            let head = head.to_lowercase();
            let (_, length) = head.split_once("content-length: ").unwrap();
            let length = length.lines().next().unwrap().parse().unwrap();
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let answer =
                format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            (&stream).write_all(answer.as_bytes()).unwrap();
            tell.send((head, serde_json::from_slice(&body).unwrap()))
                .unwrap();
        }
    });
    (port, told)
}

fn world(port: u16, more: &str) -> World {
    World::with(&format!(
        "[delivery.webhook]\nurl = \"http://127.0.0.1:{port}/estran/\"\n{more}"
    ))
}

#[test]
fn it_is_told_a_few_facts_and_nobody() {
    let (port, told) = hook(&[503, 204]);
    let world = world(port, "secret = \"veille\"\n");
    world.secret("veille", "zzjeton-123");
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(world.rests.borrow().len(), 1);
    let (head, first) = told.recv().unwrap();
    let (_, body) = told.recv().unwrap();
    assert_eq!(first, body);
    assert!(head.starts_with("post /estran/ http/1.1\r\n"), "{head}");
    assert!(
        head.contains("authorization: bearer zzjeton-123\r\n"),
        "{head}"
    );
    let id = body["id"].as_str().unwrap();
    assert!(
        head.contains(&format!("idempotency-key: {id}\r\n")),
        "{head}"
    );
    let keys: Vec<&str> = body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "id",
            "body",
            "month",
            "stage",
            "status",
            "findings",
            "pdf_sha256",
            "text"
        ]
    );
    assert_eq!(body["body"], "Département des Abers");
    assert_eq!(
        (&body["month"], &body["stage"]),
        (&"2026-10".into(), &"draft".into())
    );
    assert_eq!(body["status"], "with_findings");
    assert_eq!(
        body["findings"],
        serde_json::json!({"errors": 0, "warnings": 1, "information": 1})
    );
    assert!(matches!(only(world.announce()), Went::AlreadySent(_)));
    assert!(!world.written().contains("zzjeton"));
}

#[test]
fn a_token_may_stand_at_the_end_of_the_address() {
    let (port, told) = hook(&[200]);
    let world = world(port, "secret = \"veille\"\nsecret_in = \"path\"\n");
    world.secret("veille", "zzjeton-123");
    assert_eq!(only(world.announce()), Went::Sent);
    let (head, _) = told.recv().unwrap();
    assert!(
        head.starts_with("post /estran/zzjeton-123 http/1.1\r\n"),
        "{head}"
    );
    assert!(!world.written().contains("zzjeton"));
}

#[test]
fn a_wrong_address_waits_for_a_person() {
    let (port, _told) = hook(&[404]);
    let world = world(port, "");
    let why = queued(world.announce());
    assert!(why.contains("répond 404"), "{why}");
    assert!(world.rests.borrow().is_empty());
}
