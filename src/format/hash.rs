//! Hashes of folded tokens and of the first two tokens of a name. They are part of the format.

/// Odd numbers without pattern: digits of π.
const SALT: [u64; 4] = [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7345, 0xA409_3822_299F_31D1, 0x082E_FA98_EC4E_6C89];

/// The hash of the folded token that stands at the beginning of `bytes` and has `len` of them; fast where sixteen can
/// be read.
#[inline]
pub(crate) fn token(bytes: &[u8], len: usize) -> u64 {
    match bytes.first_chunk() {
        Some(chunk) if len <= 16 => short(u128::from_le_bytes(*chunk), len),
        _ => long(&bytes[..len]),
    }
}

/// The hash of a folded word that stands by itself.
pub(crate) fn word(folded: &str) -> u64 {
    token(folded.as_bytes(), folded.len())
}

/// The hash of two tokens that follow one another.
#[inline]
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    mix(first ^ SALT[2], second ^ SALT[3])
}

#[inline]
fn short(bytes: u128, len: usize) -> u64 {
    let own = bytes & OWN[len];
    mix(own as u64 ^ SALT[0], (own >> 64) as u64 ^ SALT[1] ^ len as u64)
}

/// The bytes that belong to a token, by their number.
const OWN: [u128; 17] = {
    let mut own = [u128::MAX; 17];
    let mut len = 0;
    while len < 16 {
        own[len] = !(u128::MAX << (8 * len));
        len += 1;
    }
    own
};

#[cold]
fn long(token: &[u8]) -> u64 {
    let of = |part: &[u8]| {
        let mut padded = [0; 16];
        padded[..part.len()].copy_from_slice(part);
        short(u128::from_le_bytes(padded), part.len())
    };
    let (first, rest) = token.split_at(token.len().min(16));
    rest.chunks(16).fold(of(first), |hash, part| pair(hash, of(part)))
}

/// The two halves of a product, folded (wyhash's and foldhash's step).
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_counts() {
        for len in 0..50 {
            let text: Vec<u8> = (0..len as u8).collect();
            let mut longer = text.clone();
            longer.extend([7; 20]);
            assert_eq!(token(&text, len), token(&longer, len));
            assert_ne!(token(&longer, len), token(&longer, len + 1));
        }
    }
}
