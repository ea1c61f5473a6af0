//! What an extractor knows, and the room that its workers lend from one another.

use std::sync::{Mutex, PoisonError};

use crate::actor::Actors;
use crate::cast::Cast;
use crate::focus::Located;
use crate::gazetteer::{CountryCode, Layers, PlaceRef, PointOfView};
use crate::lexicon::Lexicon;
use crate::matcher::{Hit, Inflected, Matcher, Ways};
use crate::model::Model;
use crate::recognize::{ContextRoom, Recognizer};
use crate::resolve::{Hints, Resolver};
use crate::text::Tokens;
use crate::unlisted::Unlisted;
use crate::variant::Variants;

/// What does not change from text to text.
#[derive(Debug)]
pub(super) struct Shared {
    pub layers: Layers,
    pub lexicon: Lexicon,
    pub variants: Source<Variants>,
    /// What recognises names; none: rules do.
    pub model: Source<Model>,
    /// Who may act; none: only names are told.
    pub actors: Source<Actors>,
    pub hints: Hints,
    /// Mentions with a lower score are not reported.
    pub min_score: f32,
    /// Which countries disputed places are told of, if not those of the gazetteers.
    pub view: Option<PointOfView>,
    /// Names and versions of the gazetteers.
    pub label: String,
    pub spare: SpareRooms,
}

impl Shared {
    /// The country that an entry is told of; `usual` is that of the gazetteer.
    pub fn country(&self, place: PlaceRef, usual: Option<CountryCode>) -> Option<CountryCode> {
        self.view.as_ref().map_or(usual, |view| view.country(&self.layers, place))
    }
}

/// Knowledge that one may do without, and where it comes from.
#[derive(Debug, Default)]
pub(super) enum Source<T: 'static> {
    /// There is none.
    #[default]
    Unknown,
    /// What is inside the program, read when it is first needed.
    #[cfg(feature = "embedded")]
    Embedded(fn() -> &'static T),
    /// The caller's.
    Given(Box<T>),
}

impl<T> Source<T> {
    pub fn get(&self) -> Option<&T> {
        match self {
            Source::Unknown => None,
            #[cfg(feature = "embedded")]
            Source::Embedded(read) => Some(read()),
            Source::Given(known) => Some(known),
        }
    }
}

/// What the stages work in, kept from text to text: it remembers words and names of one extractor.
#[derive(Default)]
pub(super) struct Room {
    pub tokens: Tokens,
    pub matcher: Matcher,
    pub hits: Vec<Hit>,
    pub inflected: Inflected,
    /// Hits with their roads, when not all are listed as they are spelled.
    pub ways: Ways,
    pub context: ContextRoom,
    pub recognizer: Recognizer,
    pub resolver: Resolver,
    pub unlisted: Unlisted,
    pub cast: Cast,
    /// The last mention reported of each group.
    pub told: Vec<Option<usize>>,
    /// The first-level divisions that reported mentions lie in.
    pub located: Vec<Located>,
}

impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Leftovers of texts, by the hundred thousand lines.
        f.write_str("Room")
    }
}

/// Rooms that no worker uses just now.
#[derive(Debug, Default)]
pub(super) struct SpareRooms(Mutex<Vec<Room>>);

impl SpareRooms {
    pub fn take(&self) -> Room {
        self.rooms().pop().unwrap_or_default()
    }

    pub fn give_back(&self, room: Room) {
        self.rooms().push(room);
    }

    fn rooms(&self) -> std::sync::MutexGuard<'_, Vec<Room>> {
        // Whoever panicked did not panic in here.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
