//! Spelling traditions: how names are written from script to script, from case to case, from language to language.
//!
//! What is known of them is data (`data/romanization`, `data/inflection`, `data/variants`), compiled into one small file.

pub mod inflection;
