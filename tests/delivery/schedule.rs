//! What starts Estran each month, as the tools of the machine read it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::world::World;

/// `None`, said, on a machine without it.
fn systemd_analyze(arguments: &[&str]) -> Option<(bool, String)> {
    let Ok(output) = Command::new("systemd-analyze").args(arguments).output() else {
        let said = "sans systemd-analyze : les unités ne sont pas vérifiées";
        assert!(
            !std::env::var("ESTRAN_SERVERS").is_ok_and(|asked| asked == "required"),
            "{said}"
        );
        let _ = writeln!(std::io::stderr(), "{said}");
        return None;
    };
    let text = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8(text).unwrap()))
}

/// A service whose folder has a space and a per cent, where paths go wrong.
fn odd() -> World {
    let world = World::with("");
    let folder = world.path("Réseaux 100% à nous");
    fs::create_dir_all(folder.join("partage")).unwrap();
    fs::write(
        folder.join("config.toml"),
        "[organisation]\nname = \"Département des Abers\"\n[delivery.email]\nhost = \"smtp.abers.example\"\nuser = \"estran\"\nsecret = \"courriel-abers\"\nfrom = \"estran@abers.example\"\ndrafts = [\"a@abers.example\"]\n[delivery.folder]\nreleases = \"partage\"\n",
    )
    .unwrap();
    world
}

#[test]
fn the_units_are_filled_in_and_systemd_finds_nothing_to_say() {
    let world = odd();
    let config = "Réseaux 100% à nous/config.toml";
    let output = world.run(&[
        "schedule",
        "--systemd",
        "--day",
        "6",
        "--time",
        "04:15",
        "--output",
        "unités",
        "--config",
        config,
    ]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let units = world.path("unités");
    let service = fs::read_to_string(units.join("estran.service")).unwrap();
    let folder = world.path("Réseaux 100%% à nous").display().to_string();
    for line in [
        format!(
            "ExecStart={} run --config \"{folder}/config.toml\"",
            env!("CARGO_BIN_EXE_estran")
        ),
        format!("ReadWritePaths=\"{folder}/inbox\""),
        format!("ReadWritePaths=\"{folder}/partage\""),
        format!("LoadCredential=courriel-abers:{folder}/secrets/courriel-abers"),
    ] {
        assert!(
            service.lines().any(|written| written == line),
            "{line}\n{service}"
        );
    }
    let timer = fs::read_to_string(units.join("estran.timer")).unwrap();
    assert!(
        timer.contains("OnCalendar=*-*-06 04:15:00 Europe/Paris\n"),
        "{timer}"
    );
    let (service, timer) = (units.join("estran.service"), units.join("estran.timer"));
    let paths = [service.to_str().unwrap(), timer.to_str().unwrap()];
    let Some((is_good, said)) = systemd_analyze(&["verify", paths[0], paths[1]]) else {
        return;
    };
    assert!(is_good && said.trim().is_empty(), "{said}");
}

/// Below 2 is what systemd calls OK: little is left to take away.
#[test]
fn the_service_is_exposed_to_little() {
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/systemd/estran.service");
    let unit = unit.to_str().unwrap();
    let Some((is_good, said)) =
        systemd_analyze(&["security", "--offline=true", "--threshold=20", unit])
    else {
        return;
    };
    assert!(is_good, "{said}");
}

/// The last Sundays of March and October change the clock: the hour of the service stays.
#[test]
fn the_timer_rings_at_the_same_hour_before_and_after_a_clock_change() {
    let timer = include_str!("../../dist/systemd/estran.timer");
    let calendar = timer
        .lines()
        .find_map(|line| line.strip_prefix("OnCalendar="))
        .unwrap();
    for (from, expected) in [
        (
            "2026-09-20",
            [
                "2026-10-05 01:00:00 UTC",
                "2026-11-05 02:00:00 UTC",
                "2026-12-05 02:00:00 UTC",
            ],
        ),
        (
            "2027-02-20",
            [
                "2027-03-05 02:00:00 UTC",
                "2027-04-05 01:00:00 UTC",
                "2027-05-05 01:00:00 UTC",
            ],
        ),
    ] {
        let base = format!("--base-time={from} 00:00:00 UTC");
        let output = Command::new("systemd-analyze")
            .args(["calendar", "--iterations=3", &base, calendar])
            .env("TZ", "UTC")
            .output();
        let Ok(output) = output else {
            systemd_analyze(&[]);
            return;
        };
        let said = String::from_utf8(output.stdout).unwrap();
        let place = |day: &str| said.find(day).unwrap_or_else(|| panic!("{day}: {said}"));
        let places = expected.map(place);
        assert!(places.is_sorted(), "{said}");
    }
}

#[test]
fn other_machines_have_their_line() {
    let world = odd();
    let config = "Réseaux 100% à nous/config.toml";
    let said = |planner: &str| {
        let output = world.run(&["schedule", planner, "--config", config]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let cron = said("--cron");
    let program = env!("CARGO_BIN_EXE_estran");
    let settings = world
        .path("Réseaux 100\\% à nous/config.toml")
        .display()
        .to_string();
    assert!(
        cron.contains(&format!(
            "\n0 3 5 * * '{program}' run --config '{settings}'\n"
        )),
        "{cron}"
    );
    assert!(cron.contains("\n0 3 6-12 * * "), "{cron}");
    let windows = said("--windows");
    assert!(windows.starts_with(&format!("schtasks /Create /F /TN Estran /SC MONTHLY /D 5 /ST 03:00 /RU SYSTEM /TR \"\\\"{program}\\\" run --config \\\"")), "{windows}");
}

#[test]
fn a_day_that_some_months_lack_is_refused() {
    let world = World::with("");
    for (typed, expected) in [
        (["schedule", "--day", "31"], "de 1 à 28"),
        (["schedule", "--time", "3h"], "03:00"),
    ] {
        let output = world.run(&typed);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(expected), "{said}");
    }
}
