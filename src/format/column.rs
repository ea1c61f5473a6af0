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
        let (first, within) = (i - i % BLOCK, i % BLOCK);
        if first + BLOCK <= self.len
            && self.width == 4
            && let Some(block) = self.bytes.get(first * 4..).and_then(|b| b.first_chunk::<{ BLOCK * 4 }>())
        {
            return u32::from_le_bytes([block[within], block[within + BLOCK], block[within + 2 * BLOCK], block[within + 3 * BLOCK]]);
        }
        let planes = self.planes(first).filter(|_| i < self.len);
        planes.map_or(0, |planes| planes.enumerate().map(|(i, plane)| u32::from(plane[within]) << (8 * i)).sum())
    }

    /// Reads a byte of what [`get`](Self::get) will read.
    #[inline]
    pub fn touch(&self, i: usize) -> u8 {
        self.bytes.get((i - i % BLOCK) * self.width).copied().unwrap_or(0)
    }

    /// The planes of the block that begins at `first`, the lowest bytes first.
    #[inline]
    fn planes(&self, first: usize) -> Option<std::slice::ChunksExact<'a, u8>> {
        let stride = self.len.checked_sub(first).filter(|&left| left > 0)?.min(BLOCK);
        let start = first * self.width;
        Some(self.bytes.get(start..start + stride * self.width)?.chunks_exact(stride))
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
