//! What evidence counts beside other evidence, as annotated texts tell.

use serde::{Deserialize, Serialize};

/// Weights of what is known of a candidate: for each rule by how much its evidence is to be multiplied, for each sort of entry
/// and each kind of name what is added. Rules come with weights that were set by hand and mean the same in every language; what
/// is learned stays close to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ranker {
    pub rules: Vec<f32>,
    pub sorts: Vec<f32>,
    pub kinds: Vec<f32>,
}

impl Ranker {
    /// How many rules, sorts and kinds there are.
    pub const SIZES: (usize, usize, usize) = (13, 13, 7);

    /// One that leaves evidence as it is.
    #[cfg(any(feature = "train", all(test, feature = "compile")))]
    pub fn unknowing() -> Ranker {
        let (rules, sorts, kinds) = Ranker::SIZES;
        Ranker { rules: vec![1.0; rules], sorts: vec![0.0; sorts], kinds: vec![0.0; kinds] }
    }

    /// Whether it is of the sizes that this program knows, and no weight is one that no training gives.
    pub fn is_sound(&self, largest: f32) -> bool {
        let all = [&self.rules, &self.sorts, &self.kinds];
        (self.rules.len(), self.sorts.len(), self.kinds.len()) == Ranker::SIZES && all.into_iter().flatten().all(|w| w.abs() <= largest)
    }
}
