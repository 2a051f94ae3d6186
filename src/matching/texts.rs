//! An inverted index over masked texts: which of them are most like a question.

/// Texts by their features.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    postings: Vec<Vec<(u32, f32)>>,
    count: usize,
}

/// Features that stand in more than this part of all texts tell none of them apart.
const COMMON: f32 = 0.25;

impl Texts {
    /// Indexes vectors of length 1 over `features` numbered features.
    pub(crate) fn new(vectors: &[Vec<(u32, f32)>], features: usize) -> Self {
        let mut postings = vec![Vec::new(); features];
        for (text, vector) in vectors.iter().enumerate() {
            for (feature, weight) in vector {
                postings[*feature as usize].push((text as u32, *weight));
            }
        }
        let most = (vectors.len() as f32 * COMMON).max(50.0) as usize;
        for list in &mut postings {
            if list.len() > most {
                *list = Vec::new();
            }
            list.shrink_to_fit();
        }
        Self { postings, count: vectors.len() }
    }

    /// The cosine of the question with each text that shares a feature with it.
    pub(crate) fn similar(&self, vector: &[(u32, f32)]) -> Vec<(u32, f32)> {
        let mut sums = vec![0.0_f32; self.count];
        let mut touched = Vec::new();
        for (feature, value) in vector {
            for (text, weight) in &self.postings[*feature as usize] {
                let sum = &mut sums[*text as usize];
                if *sum == 0.0 {
                    touched.push(*text);
                }
                *sum += weight * value;
            }
        }
        touched.into_iter().map(|text| (text, sums[text as usize])).collect()
    }
}
