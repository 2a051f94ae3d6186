//! Questions that were written without sight of the base and the program, put to the program: how many are answered
//! rightly must not fall. `-- --nocapture` prints the table.

mod asked;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use asked::{Asked, files, read};

/// What an answer must have.
#[derive(serde::Deserialize)]
struct Answer {
    status: String,
    topics: Vec<String>,
    text: String,
    sources: Vec<serde_json::Value>,
}

/// What became of the questions of a file.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    unanswered: usize,
    refused: usize,
    answered_outside: usize,
}

impl Score {
    fn count(&mut self, asked: &Asked, answer: &Answer) {
        let answered = answer.status == "answered";
        let right = asked.is_answered_by(&answer.text, &answer.topics, !answer.sources.is_empty());
        let counted = match (asked.is_outside(), answered) {
            (true, true) => &mut self.answered_outside,
            (true, false) => &mut self.refused,
            (false, false) => &mut self.unanswered,
            (false, true) if right => &mut self.right,
            (false, true) => &mut self.wrong,
        };
        *counted += 1;
    }

    /// Of a hundred questions those that were answered rightly or refused rightly.
    fn percent(&self) -> f32 {
        let all = self.right + self.wrong + self.unanswered + self.refused + self.answered_outside;
        100.0 * (self.right + self.refused) as f32 / all as f32
    }
}

fn answers(questions: &[&Asked]) -> Vec<Answer> {
    let mut kotae = Command::new(env!("CARGO_BIN_EXE_kotae"))
        .args(["ask", "--json", "--stdin"])
        .env_clear()
        .env("KOTAE_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/indexes"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = kotae.stdin.take().expect("an input");
    let line = |asked: &&Asked| serde_json::json!({ "question": asked.q }).to_string();
    let lines = questions.iter().map(line).collect::<Vec<_>>().join("\n");
    let writing = std::thread::spawn(move || input.write_all(lines.as_bytes()).expect("the program reads"));
    let output = kotae.wait_with_output().expect("the program ends");
    writing.join().expect("all is written");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect()
}

/// Floors in percent: of the sets that the weights and trees were fitted on, and of those that they were not.
const FITTED: f32 = 91.5;
const KEPT_BACK: f32 = 90.0;
/// The same of sets in words as far from the base's as people may use, whose names begin with [`FAR`].
const FAR_FITTED: f32 = 85.0;
const FAR_KEPT_BACK: f32 = 80.0;
const FAR: &str = "far-";

fn is_far(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FAR))
}

#[test]
fn questions_written_without_sight_of_the_base_are_answered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/asked");
    let (fitted, kept_back) = (files(&folder), files(&folder.join("kept-back")));
    assert!(!fitted.is_empty() && !kept_back.is_empty(), "there are files of both kinds");
    let with_floor = |(file, floor): (&PathBuf, f32)| {
        (file.clone(), floor, read(file).unwrap_or_else(|error| panic!("{error}")))
    };
    let sets: Vec<(PathBuf, f32, Vec<Asked>)> = fitted
        .iter()
        .map(|file| (file, if is_far(file) { FAR_FITTED } else { FITTED }))
        .chain(kept_back.iter().map(|file| (file, if is_far(file) { FAR_KEPT_BACK } else { KEPT_BACK })))
        .map(with_floor)
        .collect();
    let all: Vec<&Asked> = sets.iter().flat_map(|(_, _, questions)| questions).collect();
    let answers = answers(&all);
    assert_eq!(answers.len(), all.len(), "an answer to each");
    let mut rest = answers.iter();
    let mut below = Vec::new();
    println!("set            right  wrong  unanswered  refused  answered outside  score");
    for (file, floor, questions) in &sets {
        let mut score = Score::default();
        questions.iter().zip(&mut rest).for_each(|(asked, answer)| score.count(asked, answer));
        let name = file.file_stem().unwrap_or_default().display().to_string();
        let Score { right, wrong, unanswered, refused, answered_outside } = score;
        let percent = score.percent();
        println!(
            "{name:12} {right:7} {wrong:6} {unanswered:11} {refused:8} {answered_outside:17}  {percent:5.1}"
        );
        if percent < *floor {
            below.push(format!("{name}: {percent:.1} is below {floor}"));
        }
    }
    assert!(below.is_empty(), "{below:?}");
}
