//! Colours, told apart by colour-blind people as well.

/// The ground.
pub(super) const GROUND: &str = "#ffffff";
/// Text.
pub(super) const INK: &str = "#1f2328";
/// Text that stands back.
pub(super) const FAINT: &str = "#57606a";
/// Lines of the grid.
pub(super) const GRID: &str = "#d8dee4";

/// One colour a series, in the order of use: after Okabe and Ito, moved apart until the tests below hold.
pub(super) const SERIES: [&str; 6] = ["#1179b9", "#c74805", "#0d6645", "#a0337e", "#524200", "#2a2e2e"];

/// The colour at that place.
pub(super) fn colour(place: usize) -> &'static str {
    SERIES[place % SERIES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rgb = [f64; 3];

    /// Linear light of a colour.
    fn linear(colour: &str) -> Rgb {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour");
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        [channel(1), channel(3), channel(5)]
    }

    fn times(matrix: [Rgb; 3], [r, g, b]: Rgb) -> Rgb {
        matrix.map(|row| row[0] * r + row[1] * g + row[2] * b)
    }

    /// CIE L*a*b*, white of D65.
    fn lab(rgb: Rgb) -> Rgb {
        let [x, y, z] = times(
            [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]],
            rgb.map(|value| value.clamp(0.0, 1.0)),
        );
        let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let (x, y, z) = (f(x / 0.9505), f(y), f(z / 1.089));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn difference(a: Rgb, b: Rgb) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    /// What full protanopia, deuteranopia and tritanopia make of linear light: Machado, Oliveira and Fernandes,
    /// "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
    const SEEN: [(&str, [Rgb; 3]); 4] = [
        ("as it is", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    #[test]
    fn colours_are_told_apart_by_everybody() {
        for (who, matrix) in SEEN {
            for (at, first) in SERIES.iter().enumerate() {
                for second in &SERIES[at + 1..] {
                    let seen = |colour: &str| lab(times(matrix, linear(colour)));
                    let apart = difference(seen(first), seen(second));
                    assert!(apart > 15.0, "{who}: {first} and {second} are {apart:.1} apart");
                }
            }
        }
    }

    #[test]
    fn every_colour_can_be_read_as_text() {
        let luminance = |colour: &str| {
            let [r, g, b] = linear(colour);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        for colour in SERIES.iter().chain([&INK, &FAINT]) {
            let contrast = 1.05 / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "{colour} has a contrast of {contrast:.2}");
        }
    }
}
