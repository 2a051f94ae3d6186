//! Sums of products: most of the arithmetic of a question.

/// So many products are summed side by side, for a sum that waits for each of its terms takes four times as long.
const LANES: usize = 8;

/// The sum of the products of two lists, as far as both go.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let (one_parts, one_rest) = one.as_chunks::<LANES>();
    let (other_parts, other_rest) = other.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (one, other) in one_parts.iter().zip(other_parts) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    let rest = one_rest.iter().zip(other_rest).map(|(one, other)| one * other);
    sums.into_iter().chain(rest).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_summed_whatever_their_number() {
        for length in [0, 1, 7, 8, 9, 16, 27] {
            let list: Vec<f32> = (1..=length).map(|n| n as f32).collect();
            let sum = (length * (length + 1) * (2 * length + 1) / 6) as f32;
            assert!((dot(&list, &list) - sum).abs() < 1e-3, "{length}");
        }
    }
}
