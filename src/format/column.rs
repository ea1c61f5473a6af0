//! Columns of fixed-width unsigned integers, stored plane by plane in blocks of sixteen.
//!
//! In each block all lowest bytes come first, then all second bytes, and so on: the high planes of neighbouring
//! values are nearly equal, so that a general compressor (a crate is a gzip archive) finds them, and a value
//! still lies within one cache line.

/// Values a block.
pub(super) const BLOCK: usize = 16;

/// A column of little-endian integers of one width over borrowed bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column<'a> {
    bytes: &'a [u8],
    len: usize,
    width: usize,
}

impl<'a> Column<'a> {
    /// Reads `bytes` as `len` values of `width` bytes, at most four.
    pub fn new(bytes: &'a [u8], len: usize, width: usize) -> Column<'a> {
        Column { bytes, len, width: width.min(4) }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The value at `i`; 0 outside the column.
    #[inline]
    pub fn get(&self, i: usize) -> u32 {
        if i >= self.len {
            return 0;
        }
        let first = i - i % BLOCK;
        // The last block may be shorter.
        let stride = (self.len - first).min(BLOCK);
        let at = first * self.width + i % BLOCK;
        (0..self.width).map(|plane| u32::from(self.bytes.get(at + plane * stride).copied().unwrap_or(0)) << (8 * plane)).sum()
    }

    /// Reads a byte of what [`get`](Self::get) will read.
    #[inline]
    pub fn touch(&self, i: usize) -> u8 {
        self.bytes.get((i - i % BLOCK) * self.width).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes() {
        let c = Column::new(&[1, 2, 0, 1], 2, 2);
        assert_eq!((c.get(0), c.get(1), c.get(2)), (1, 258, 0));
        assert_eq!(Column::new(&[], 7, 4).get(3), 0);
    }

    #[cfg(feature = "compile")]
    #[test]
    fn reads_what_is_written() {
        let values: Vec<u32> = (0..37u32).map(|i| i.wrapping_mul(0x9E37_79B9)).collect();
        let bytes = super::super::write::planar(values.iter().copied(), 4);
        let column = Column::new(&bytes, values.len(), 4);
        assert!(values.iter().enumerate().all(|(i, &v)| column.get(i) == v));
    }
}
