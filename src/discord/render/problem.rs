//! Mistakes in the knowledge, with their place. For operators, so in English alone.

use std::sync::Arc;

use super::{WRONG, escape};
use crate::discord::reply::{Attachment, Embed, Reply};
use crate::knowledge::{Files, Problem};

/// Problems that are shown; all of them are in the file that goes with them.
const SHOWN: usize = 10;

/// Renders problems under a title.
pub(crate) fn problems(title: &str, problems: &[Problem], files: &Files) -> Reply {
    let shown: Vec<String> = problems
        .iter()
        .take(SHOWN)
        .map(|problem| {
            let place = place(problem, files).replace('`', "'");
            format!("`{place}` {}\n-# {}", escape(&problem.message), escape(&problem.help))
        })
        .collect();
    let mut reply = Reply::embed(Embed {
        title: Some(capitalised(title)),
        description: Some(shown.join("\n")),
        colour: Some(WRONG),
        ..Embed::default()
    });
    if problems.len() > SHOWN {
        let all: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}: {}; {}", place(problem, files), problem.message, problem.help))
            .collect();
        reply.embeds[0].footer = Some(format!("{} more are in the file", problems.len() - SHOWN));
        reply.attachments.push(Attachment {
            name: "problems.txt".to_owned(),
            description: format!("All {} problems, one a line", problems.len()),
            data: Arc::from(all.join("\n").into_bytes()),
        });
    }
    reply
}

/// Errors begin in lower case, as logs do; a title does not.
fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "topics/line.toml:12:5": line and column, in characters, counted from 1.
fn place(problem: &Problem, files: &Files) -> String {
    let content = files.contents.get(&problem.file).map(Vec::as_slice).unwrap_or_default();
    let before = String::from_utf8_lossy(&content[..problem.span.start.min(content.len())]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{line}:{column}", problem.file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Severity;

    fn problem(start: usize) -> Problem {
        Problem {
            severity: Severity::Error,
            file: "topics/line.toml".into(),
            span: start..start + 1,
            message: "unknown key `nmae`".into(),
            help: "write `name`".into(),
        }
    }

    fn files() -> Files {
        let contents = [("topics/line.toml".to_owned(), "kind = 1\n名 = 2\n".as_bytes().to_vec())];
        Files { origin: "test".into(), contents: contents.into_iter().collect() }
    }

    #[test]
    fn a_problem_names_its_place() {
        let reply = problems("2 mistakes", &[problem(13), problem(999)], &files());
        assert_eq!(
            reply.embeds[0].description.as_deref(),
            Some(
                "`topics/line.toml:2:3` unknown key \\`nmae\\`\n-# write \\`name\\`\n\
                 `topics/line.toml:3:1` unknown key \\`nmae\\`\n-# write \\`name\\`"
            )
        );
        assert!(reply.attachments.is_empty());
    }

    #[test]
    fn many_problems_go_along_as_a_file() {
        let many: Vec<Problem> = (0..40).map(|_| problem(0)).collect();
        let reply = problems("40 mistakes", &many, &files()).fitted();
        assert_eq!(reply.embeds[0].footer.as_deref(), Some("30 more are in the file"));
        let text = String::from_utf8_lossy(&reply.attachments[0].data).into_owned();
        assert_eq!(text.lines().count(), 40);
        assert_eq!(text.lines().next(), Some("topics/line.toml:1:1: unknown key `nmae`; write `name`"));
    }
}
