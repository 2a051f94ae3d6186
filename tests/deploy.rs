//! What `deploy/` names must be there. Whether an image is built of it and starts, `deploy/check.sh` tries where the
//! tools are.

#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

use std::fs;
use std::path::Path;

/// `COPY` of a file that `.dockerignore` keeps back ends the build.
#[test]
fn what_the_image_is_built_of_reaches_the_builder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (dockerfile, ignored) = (root.join("deploy/Dockerfile"), root.join(".dockerignore"));
    let (dockerfile, ignored) =
        (fs::read_to_string(dockerfile).unwrap(), fs::read_to_string(ignored).unwrap());
    assert_eq!(ignored.lines().next(), Some("*"), "all is kept back but what is named");
    let copied: Vec<&str> = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY ").filter(|rest| !rest.starts_with("--from")))
        .flat_map(|rest| {
            let words: Vec<&str> = rest.split_whitespace().collect();
            words[..words.len() - 1].to_vec()
        })
        .collect();
    assert!(copied.contains(&"src"), "{copied:?}");
    for path in copied {
        assert!(root.join(path).exists(), "there is no `{path}`");
        assert!(ignored.lines().any(|line| line == format!("!{path}")), "`{path}` is kept back");
    }
    assert!(dockerfile.contains("build.rs"), "cargo runs it before it compiles");
}
