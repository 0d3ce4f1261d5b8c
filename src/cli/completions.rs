//! What a shell proposes when somebody presses the tabulation key.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, TEMPLATE};
use crate::commands::{Verdict, screen};

const SHELLS: [(&str, Shell); 4] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
];

/// Écrire de quoi compléter les commandes avec la touche de tabulation
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "estran completions bash|zsh|fish|powershell", next_help_heading = "Options\u{a0}")]
#[command(
    after_help = "Exemple, pour bash\u{a0}:\n  estran completions bash > ~/.local/share/bash-completion/completions/estran"
)]
pub struct CompletionsRun {
    /// bash, zsh, fish ou powershell
    #[arg(value_name = "INTERPRÉTEUR", value_parser = shell, help_heading = "Arguments\u{a0}")]
    shell: Shell,
}

impl CompletionsRun {
    pub fn go(&self) -> anyhow::Result<Verdict> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "estran", &mut script);
        screen::say(&String::from_utf8(script)?)?;
        Ok(Verdict::Clean)
    }
}

fn shell(typed: &str) -> Result<Shell, String> {
    SHELLS
        .into_iter()
        .find(|(name, _)| *name == typed)
        .map(|(_, shell)| shell)
        .ok_or_else(|| {
            let known = SHELLS.map(|(name, _)| name).join(", ");
            format!("«\u{a0}{typed}\u{a0}» n’est pas un interpréteur connu\u{202f}; choisir parmi {known}")
        })
}
