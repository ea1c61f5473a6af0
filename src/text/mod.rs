//! Text as the rest of the crate sees it: folded tokens with byte spans of the original.

mod caseless;
mod classify;
mod cut;
mod cyrillic;
mod fold;
mod gap;
mod key;
mod push;
mod scan;
mod script;
mod token;
mod word;

pub use fold::FOLD_VERSION;
pub use gap::Gap;
pub use key::{fold, fold_letters, separator};
pub use token::{SHORTEST_ADJECTIVE, Token, Tokens};
