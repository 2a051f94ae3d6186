//! Gradient boosting: trees that correct what the weights alone decide wrongly (Friedman 2001; the second-order gain
//! and leaf values are those of `XGBoost`, Chen and Guestrin 2016, the order of growth that of `LightGBM`).

use std::fmt;

use kotae::engine::Engine;

use crate::cases::Case;

/// How many trees there are.
const TREES: usize = 120;
/// Ends of a tree.
const ENDS: usize = 16;
/// How much of what a tree would correct it does.
const RATE: f32 = 0.15;
/// Candidates that an end must have.
const LEAST: usize = 150;
/// How dear large corrections are.
const CALM: f32 = 10.0;
/// Values of a signal that are told apart.
const BINS: usize = 64;

/// A tree: a question about a signal, or a correction.
pub(crate) enum Tree {
    /// A correction.
    End(f32),
    /// A question, and what follows.
    Ask {
        /// Position of the signal.
        signal: usize,
        /// The limit asked about.
        limit: f32,
        /// Where the signal is no more than the limit.
        below: Box<Tree>,
        /// Where it is more.
        above: Box<Tree>,
    },
}

impl Tree {
    /// The correction for a candidate.
    pub(crate) fn of(&self, signals: &[f32]) -> f32 {
        match self {
            Self::End(correction) => *correction,
            Self::Ask { signal, limit, below, above } => {
                if signals[*signal] > *limit {
                    above.of(signals)
                } else {
                    below.of(signals)
                }
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End(correction) => write!(f, "{correction:.4}"),
            Self::Ask { signal, limit, below, above } => {
                write!(f, "{}<={limit} {below} {above}", Engine::signal_names()[*signal])
            }
        }
    }
}

/// Trees for cases that weights have scored.
pub(crate) fn boost(cases: &[&Case], weights: &[f32]) -> Vec<Tree> {
    let cases: Vec<&Case> = cases.iter().copied().filter(|case| case.right.contains(&false)).collect();
    let table = Table::new(&cases);
    let sum = |signals: &Vec<f32>| signals.iter().zip(weights).map(|(s, w)| s * w).sum::<f32>();
    let mut scores: Vec<f32> = cases.iter().flat_map(|case| case.signals.iter().map(sum)).collect();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut trees = Vec::new();
    for _ in 0..TREES {
        let gradients = gradients(&cases, &scores);
        let asked: Vec<usize> = (0..weights.len()).filter(|_| chance.is_even()).collect();
        let tree = table.grow(&gradients, &asked);
        let rows = cases.iter().flat_map(|case| &case.signals);
        scores.iter_mut().zip(rows).for_each(|(score, signals)| *score += tree.of(signals));
        trees.push(tree);
    }
    trees
}

/// First and second derivative of the loss by each candidate's score.
fn gradients(cases: &[&Case], scores: &[f32]) -> Vec<(f32, f32)> {
    let mut gradients = Vec::with_capacity(scores.len());
    let mut rest = scores;
    for case in cases {
        let of_case;
        (of_case, rest) = rest.split_at(case.signals.len());
        let behind =
            of_case.iter().zip(&case.right).map(|(score, r)| if *r { score - case.ahead } else { *score });
        let of_case: Vec<f32> = behind.collect();
        let most = of_case.iter().copied().fold(f32::MIN, f32::max);
        let chances: Vec<f32> = of_case.iter().map(|score| (score - most).exp()).collect();
        let all: f32 = chances.iter().sum();
        let right: f32 = chances.iter().zip(&case.right).filter(|(_, r)| **r).map(|(c, _)| c).sum();
        for (chance, is_right) in chances.iter().zip(&case.right) {
            let (likely, wanted) = (chance / all, if *is_right { chance / right.max(1e-12) } else { 0.0 });
            gradients
                .push((case.weight * (likely - wanted), case.weight * (likely * (1.0 - likely)).max(1e-4)));
        }
    }
    gradients
}

/// All candidates, each signal sorted into bins.
struct Table {
    /// By signal, the bin of each candidate.
    bins: Vec<Vec<u8>>,
    /// By signal, the upper limit of each bin but the last.
    limits: Vec<Vec<f32>>,
}

/// A place where a tree may grow.
struct Bud {
    rows: Vec<u32>,
    sum: (f32, f32),
    /// The best question to ask here, with what it gains.
    best: Option<Question>,
    /// What became of it: the question that was asked, and its two places.
    asked: Option<(Question, usize, usize)>,
}

#[derive(Clone, Copy)]
struct Question {
    gain: f32,
    signal: usize,
    bin: usize,
}

impl Table {
    fn new(cases: &[&Case]) -> Self {
        let rows: Vec<&Vec<f32>> = cases.iter().flat_map(|case| &case.signals).collect();
        let signals = rows.first().map_or(0, |row| row.len());
        let limits: Vec<Vec<f32>> = (0..signals).map(|signal| limits(&rows, signal)).collect();
        let bins = limits
            .iter()
            .enumerate()
            .map(|(signal, limits)| {
                let bin = |row: &&Vec<f32>| limits.partition_point(|limit| row[signal] > *limit) as u8;
                rows.iter().map(bin).collect()
            })
            .collect();
        Self { bins, limits }
    }

    /// A tree that asks about some signals.
    fn grow(&self, gradients: &[(f32, f32)], asked: &[usize]) -> Tree {
        let mut buds = vec![self.bud((0..gradients.len() as u32).collect(), gradients, asked)];
        for _ in 1..ENDS {
            let gain = |bud: &Bud| bud.best.map_or(0.0, |best| best.gain);
            let best = (0..buds.len())
                .filter(|at| buds[*at].asked.is_none())
                .max_by(|a, b| gain(&buds[*a]).total_cmp(&gain(&buds[*b])));
            let Some((at, question)) = best.and_then(|at| Some((at, buds[at].best?))) else { break };
            let is_below = |row: &u32| usize::from(self.bins[question.signal][*row as usize]) <= question.bin;
            let (below, above) = std::mem::take(&mut buds[at].rows).into_iter().partition(is_below);
            buds[at].asked = Some((question, buds.len(), buds.len() + 1));
            buds.push(self.bud(below, gradients, asked));
            buds.push(self.bud(above, gradients, asked));
        }
        self.tree(&buds, 0)
    }

    fn tree(&self, buds: &[Bud], at: usize) -> Tree {
        match buds[at].asked {
            None => Tree::End(-RATE * buds[at].sum.0 / (buds[at].sum.1 + CALM)),
            Some((Question { signal, bin, .. }, below, above)) => Tree::Ask {
                signal,
                limit: self.limits[signal][bin],
                below: Box::new(self.tree(buds, below)),
                above: Box::new(self.tree(buds, above)),
            },
        }
    }

    fn bud(&self, rows: Vec<u32>, gradients: &[(f32, f32)], asked: &[usize]) -> Bud {
        let sum = rows.iter().fold((0.0, 0.0), |sum, row| add(sum, gradients[*row as usize]));
        let halves = asked.split_at(asked.len() / 2);
        let best_of = |signals: &[usize]| {
            let best = signals.iter().filter_map(|signal| self.best(*signal, &rows, gradients, sum));
            best.max_by(|a, b| a.gain.total_cmp(&b.gain))
        };
        let (one, other) = std::thread::scope(|scope| {
            let one = scope.spawn(|| best_of(halves.0));
            let other = best_of(halves.1);
            (one.join().expect("a search does not panic"), other)
        });
        let best = one.into_iter().chain(other).max_by(|a, b| a.gain.total_cmp(&b.gain));
        Bud { rows, sum, best, asked: None }
    }

    /// The best limit of a signal for those candidates.
    fn best(
        &self,
        signal: usize,
        rows: &[u32],
        gradients: &[(f32, f32)],
        all: (f32, f32),
    ) -> Option<Question> {
        let mut bins = [((0.0_f32, 0.0_f32), 0_usize); BINS];
        for row in rows {
            let bin = &mut bins[usize::from(self.bins[signal][*row as usize])];
            *bin = (add(bin.0, gradients[*row as usize]), bin.1 + 1);
        }
        let worth = |(gradient, second): (f32, f32)| gradient * gradient / (second + CALM);
        let (mut below, mut count) = ((0.0, 0.0), 0);
        let mut best: Option<Question> = None;
        for (bin, (sum, of_bin)) in bins.iter().enumerate().take(self.limits[signal].len()) {
            below = add(below, *sum);
            count += of_bin;
            if count < LEAST || rows.len() - count < LEAST {
                continue;
            }
            let above = (all.0 - below.0, all.1 - below.1);
            let gain = worth(below) + worth(above) - worth(all);
            if gain > best.map_or(0.0, |best| best.gain) {
                best = Some(Question { gain, signal, bin });
            }
        }
        best
    }
}

fn add(one: (f32, f32), other: (f32, f32)) -> (f32, f32) {
    (one.0 + other.0, one.1 + other.1)
}

/// Limits between the values of a signal: between all of them, or such that as many lie in each bin.
fn limits(rows: &[&Vec<f32>], signal: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row[signal]).collect();
    values.sort_by(f32::total_cmp);
    let mut different = values.clone();
    different.dedup();
    let between = |pair: &[f32]| rounded(f32::midpoint(pair[0], pair[1]));
    let mut limits: Vec<f32> = if different.len() <= BINS {
        different.windows(2).map(between).collect()
    } else {
        (1..BINS).map(|bin| rounded(values[values.len() * bin / BINS])).collect()
    };
    limits.dedup();
    limits
}

/// To four digits, as it is written.
fn rounded(limit: f32) -> f32 {
    (limit * 1e4).round() / 1e4
}

/// Chance that is the same at each run (xorshift).
struct Chance(u64);

impl Chance {
    fn is_even(&mut self) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 33 & 1 == 0
    }
}
