//! Columns of fixed-width unsigned integers, stored plane by plane.
//!
//! All lowest bytes come first, then all second bytes, and so on: the high planes of neighbouring values
//! are nearly equal, so that a general compressor (a crate is a gzip archive) finds them.

/// A column of `width`-byte little-endian integers over borrowed bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column<'a> {
    bytes: &'a [u8],
    len: usize,
}

impl<'a> Column<'a> {
    /// Reads `bytes` as `len` values; the width follows from the two. Bytes that do not divide evenly are cut off.
    pub fn new(bytes: &'a [u8], len: usize) -> Column<'a> {
        Column { bytes, len }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The value at `i`; 0 outside the column.
    pub fn get(&self, i: usize) -> u32 {
        if i >= self.len {
            return 0;
        }
        let mut value = 0;
        let mut at = i;
        let mut shift = 0;
        while let (Some(&b), true) = (self.bytes.get(at), shift < 32) {
            value |= u32::from(b) << shift;
            shift += 8;
            at += self.len;
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes() {
        let c = Column::new(&[1, 2, 0, 1], 2);
        assert_eq!((c.get(0), c.get(1), c.get(2)), (1, 258, 0));
        assert_eq!(Column::new(&[], 7).get(3), 0);
    }
}
