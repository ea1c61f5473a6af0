//! Text as the rest of the crate sees it: folded tokens with byte spans of the original.

mod fold;
mod key;
mod scan;
mod script;
mod token;

pub use fold::FOLD_VERSION;
pub use key::{fold, separator};
pub use token::{Gap, Token, Tokens};
