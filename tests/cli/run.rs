//! `kotae run`, as far as it goes without Discord; the rest is tried against a Discord of our own.

use crate::builder::Test;

#[test]
fn without_a_token_it_says_what_to_do() {
    Test::new()
        .args(["run"])
        .status(2)
        .stdout("")
        .stderr(
            "error: no token is set, so there is no bot to run; put it in a file and name it with --token-file or \
             KOTAE_TOKEN_FILE (or set KOTAE_TOKEN); to try Kotae here without one: `kotae chat`\n",
        )
        .run();
}

#[test]
fn a_token_that_is_none_is_not_repeated() {
    for args in [vec![], vec!["run"]] {
        let test = Test::new().env("KOTAE_TOKEN", "secret with spaces").args(args).status(2).stdout("");
        test.stderr(
            "error: what stands in the variable KOTAE_TOKEN is no token: it has spaces, line breaks or letters \
             beyond ASCII; copy it again from the developer portal (Bot > Reset Token)\n",
        )
        .run();
    }
}

#[test]
fn a_token_file_that_is_not_there_is_named() {
    Test::new()
        .args(["run", "--token-file", "nowhere"])
        .status(2)
        .stderr(
            "error: cannot read the token in `nowhere` (from --token-file or KOTAE_TOKEN_FILE): No such file or \
             directory (os error 2)\n",
        )
        .run();
}
