//! What is said about the program itself.

use crate::builder::Test;

#[test]
fn the_help_tells_examples_environment_and_statuses() {
    let help = Test::new().args(["--help"]).run();
    for part in
        ["Examples:", "Environment:", "Exit status:", "KOTAE_TOKEN", "NO_COLOR", "KOTAE_TODAY", "kotae ask"]
    {
        assert!(help.contains(part), "no `{part}` in\n{help}");
    }
    for command in [
        "run",
        "ask",
        "chat",
        "stats",
        "compare",
        "trend",
        "rank",
        "check",
        "export",
        "invite",
        "unanswered",
        "feedback",
        "usage",
        "backup",
        "restore",
        "healthcheck",
        "completions",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "no `{command}` in\n{help}");
    }
}

#[test]
fn a_misspelt_command_is_no_question() {
    Test::new().args(["aks", "how"]).status(2).any_stderr().stdout("").run();
}

#[test]
fn every_shell_can_be_completed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(Test::new().args(["completions", shell]).run().contains("kotae"), "{shell}");
    }
}

#[test]
fn a_wrong_date_is_named() {
    Test::new()
        .env("KOTAE_TODAY", "tomorrow")
        .args(["ask", "x"])
        .status(2)
        .stderr(
            "error: invalid value 'tomorrow' for '--today <DATE>': `tomorrow` is no date; write `2024`, `2024-12` or \
             `2024-12-08`\n\nFor more information, try '--help'.\n",
        )
        .run();
}
