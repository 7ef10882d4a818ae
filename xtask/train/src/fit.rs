//! A sparse linear model: logistic regression with both penalties, by coordinate descent (the trust
//! regions are those of Genkin, Lewis and Madigan 2007, "Large-scale Bayesian logistic regression").
#![expect(
    clippy::indexing_slicing,
    reason = "rows are numbered by their own count"
)]

/// A sentence's features: their numbers and values.
pub type Row = Vec<(usize, f64)>;

/// What keeps a model small and modest.
#[derive(Clone, Copy, Debug)]
pub struct Penalty {
    /// On the size of each weight: makes most of them nothing.
    pub sparse: f64,
    /// On its square.
    pub small: f64,
}

impl Penalty {
    /// So many times as much.
    pub const fn times(self, sparse: f64, small: f64) -> Self {
        Self {
            sparse: self.sparse * sparse,
            small: self.small * small,
        }
    }
}

/// A fitted model.
#[derive(Clone, Debug, Default)]
pub struct Fitted {
    /// What it starts from.
    pub bias: f64,
    /// The weight of each feature.
    pub weights: Vec<f64>,
}

impl Fitted {
    /// The score of a sentence: above zero is likelier than not.
    pub fn score(&self, row: &Row) -> f64 {
        let weighed = row
            .iter()
            .map(|(feature, value)| self.weights.get(*feature).copied().unwrap_or(0.0) * value);
        self.bias + weighed.sum::<f64>()
    }
}

/// Passes over all features; the rest changes nothing that is seen.
const PASSES: usize = 40;
/// Less than this in all weights together, and it is done.
const STILL: f64 = 1e-3;

/// Fits a model to rows, each with whether it is so and how much it counts.
pub fn fit(rows: &[(&Row, bool, f64)], features: usize, penalty: Penalty) -> Fitted {
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); features];
    for (at, (row, _, _)) in rows.iter().enumerate() {
        for (feature, value) in *row {
            if let Some(column) = columns.get_mut(*feature) {
                column.push((at, *value));
            }
        }
    }
    let mut state = State::of(rows);
    let mut weights = vec![0.0; features];
    let mut trust = vec![1.0_f64; features];
    let (mut bias, mut bias_trust) = (0.0, 1.0);
    let everywhere: Vec<(usize, f64)> = (0..rows.len()).map(|at| (at, 1.0)).collect();
    for pass in 0..PASSES {
        let mut moved = state.step(
            &everywhere,
            &mut bias,
            &mut bias_trust,
            Penalty {
                sparse: 0.0,
                small: 0.0,
            },
        );
        for ((column, weight), trust) in columns.iter().zip(&mut weights).zip(&mut trust) {
            // What stayed at nothing is looked at again only now and then.
            if !column.is_empty() && (*weight != 0.0 || pass % 4 == 0) {
                moved += state.step(column, weight, trust, penalty);
            }
        }
        if moved < STILL && pass % 4 == 0 {
            break;
        }
    }
    Fitted { bias, weights }
}

/// Each row's score, and how wrong it is.
struct State {
    scores: Vec<f64>,
    signs: Vec<f64>,
    counts: Vec<f64>,
    /// How likely the other label is.
    wrong: Vec<f64>,
}

impl State {
    fn of(rows: &[(&Row, bool, f64)]) -> Self {
        Self {
            scores: vec![0.0; rows.len()],
            signs: rows
                .iter()
                .map(|row| if row.1 { 1.0 } else { -1.0 })
                .collect(),
            counts: rows.iter().map(|row| row.2).collect(),
            wrong: vec![0.5; rows.len()],
        }
    }

    /// One step along one feature; returns how far it went.
    fn step(
        &mut self,
        column: &[(usize, f64)],
        weight: &mut f64,
        trust: &mut f64,
        penalty: Penalty,
    ) -> f64 {
        let (mut slope, mut curve) = (penalty.small * *weight, penalty.small + 1e-9);
        for (at, value) in column {
            let (wrong, count) = (self.wrong[*at], self.counts[*at]);
            slope -= count * value * self.signs[*at] * wrong;
            curve += count * value * value * wrong * (1.0 - wrong);
        }
        let to = |slope: f64| *weight - slope / curve;
        let aim = if to(slope + penalty.sparse) > 0.0 {
            to(slope + penalty.sparse)
        } else if to(slope - penalty.sparse) < 0.0 {
            to(slope - penalty.sparse)
        } else {
            0.0
        };
        let step = (aim - *weight).clamp(-*trust, *trust);
        *trust = (step.abs() * 2.0).max(*trust / 2.0).max(0.01);
        if step == 0.0 {
            return 0.0;
        }
        *weight += step;
        for (at, value) in column {
            self.scores[*at] += step * value;
            self.wrong[*at] = 1.0 / (1.0 + (self.signs[*at] * self.scores[*at]).exp());
        }
        step.abs()
    }
}
