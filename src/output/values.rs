//! Values as JSON, onto the end of what is written already.

use serde::Serialize;

use super::words::Word;

pub(super) struct Json {
    pub out: Vec<u8>,
}

impl Json {
    #[inline(always)]
    pub fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    pub fn list<T>(&mut self, all: &[T], mut each: impl FnMut(&mut Json, &T)) {
        self.raw("[");
        for (i, one) in all.iter().enumerate() {
            if i > 0 {
                self.raw(",");
            }
            each(self, one);
        }
        self.raw("]");
    }

    pub fn text(&mut self, text: &str) {
        if !text.bytes().fold(true, |plain, b| plain & (b >= b' ') & (b != b'"') & (b != b'\\')) {
            return self.anything(text);
        }
        self.raw("\"");
        self.raw(text);
        self.raw("\"");
    }

    pub fn word(&mut self, value: &impl Word) {
        self.raw("\"");
        self.raw(value.word());
        self.raw("\"");
    }

    pub fn integer(&mut self, number: u64) {
        self.digits(number, 0);
    }

    /// A score or a weight, which have four places at most. A number of six digits is the shortest that is read as its `f32`.
    pub fn rounded(&mut self, value: f32) {
        let units = (value * 1e4 + 0.5f32.copysign(value)) as i32;
        let is_plain = units.abs() < 1_000_000 && (units as f32 / 1e4).to_bits() == value.to_bits();
        if is_plain { self.decimal::<4>(units.into()) } else { self.anything(&value) }
    }

    /// Degrees or kilometres, which have five places at most. A number of fifteen digits is the shortest that is read as its
    /// `f64`; those below one in ten thousand are written with an exponent.
    pub fn degrees(&mut self, value: f64) {
        let units = (value * 1e5 + 0.5f64.copysign(value)) as i64;
        let is_plain = (10..1_000_000_000_000_000).contains(&units.abs()) && (units as f64 / 1e5).to_bits() == value.to_bits();
        if is_plain { self.decimal::<5>(units) } else { self.anything(&value) }
    }

    /// A number of units, of which there are ten to the power of `PLACES` in one.
    fn decimal<const PLACES: usize>(&mut self, units: i64) {
        if units < 0 {
            self.raw("-");
        }
        let (mut number, mut places) = (units.unsigned_abs(), PLACES);
        while places > 1 && number.is_multiple_of(10) {
            (number, places) = (number / 10, places - 1);
        }
        self.digits(number, places);
    }

    /// The digits of a number, so many of them behind a point.
    fn digits(&mut self, mut number: u64, places: usize) {
        const LONGEST: usize = 24;
        let mut text = [b'0'; LONGEST];
        let mut at = LONGEST;
        for _ in 0..places {
            at -= 1;
            text[at] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        if places > 0 {
            at -= 1;
            text[at] = b'.';
        }
        loop {
            at -= 1;
            text[at] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&text[at..]);
    }

    /// What is rare.
    #[cold]
    pub fn anything<T: ?Sized + Serialize>(&mut self, value: &T) {
        serde_json::to_writer(&mut self.out, value).expect("plain data");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json { out: Vec::new() };
        write(&mut json);
        String::from_utf8(json.out).unwrap()
    }

    fn expected(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn numbers_and_texts_are_written_as_serde_json_does() {
        let f32s = (-20_000..20_000).map(|i| i as f32 / 1e4).chain((-3000..3000).map(|i| i as f32 / 1e2));
        f32s.chain([-0.0, 1e-5, 1.0 / 3.0, f32::NAN, f32::MAX]).for_each(|x| assert_eq!(written(|json| json.rounded(x)), expected(&x)));
        let f64s = (-2000..2000).map(|i| f64::from(i) / 1e5).chain((-900_000..900_000).step_by(37).map(|i| f64::from(i * 20) / 1e5));
        f64s.chain([-0.0, 0.1 + 0.2, 1e-7, 1e22, f64::INFINITY]).for_each(|x| assert_eq!(written(|json| json.degrees(x)), expected(&x)));
        [0, 7, 10, 1_234_567_890, u64::MAX].into_iter().for_each(|x| assert_eq!(written(|json| json.integer(x)), expected(&x)));
        ["", "Kyiv", "Київ", "a\"b", "a\\b", "a\nb", "\u{7f}"].into_iter().for_each(|x| assert_eq!(written(|json| json.text(x)), expected(&x)));
    }
}
