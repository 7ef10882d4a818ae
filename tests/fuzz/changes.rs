//! Random changes of texts.

/// A source of chances (`SplitMix64`), the same for the same seed.
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number below that one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mixed = usize::try_from((mixed ^ (mixed >> 31)) >> 1).unwrap_or_default();
        mixed % end.max(1)
    }
}

/// What parsers and readers stumble over.
const PIECES: [&[u8]; 34] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b",",
    b":",
    b"null",
    b"-1",
    b"0",
    b"1e308",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"9999-12-31",
    b"0000-00-00",
    b"2026-02-30",
    b"\\ud800",
    b"\xff",
    b"\xf0\x9f",
    b"\n",
    b"\r\n> ",
    b"\0",
    b"\xe2\x80\xae",
    b"\xcc\x81\xcc\x81",
    b"\xc4\xb0",
    b"@",
    b"x@y.test",
    b"e/",
    b"p/",
    b"by Friday",
    b"31.12.",
    b"On Mon, X wrote:\n",
    b"-- \n",
];

/// One of the seeds with some changes.
pub fn changed(seeds: &[String], chance: &mut Chance) -> String {
    let pick = |chance: &mut Chance| {
        let at = chance.below(seeds.len());
        seeds.get(at).map(|seed| seed.as_bytes().to_vec())
    };
    let mut text = pick(chance).unwrap_or_default();
    for _ in 0..=chance.below(6) {
        let at = chance.below(text.len() + 1);
        let end = (at + chance.below(40)).min(text.len());
        match chance.below(7) {
            0 => drop(text.drain(at..end)),
            1 => {
                let again = text.drain(at..end).collect::<Vec<u8>>();
                let times = 1 + chance.below(200);
                text.splice(at..at, again.repeat(times));
            }
            2 => {
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            3 => {
                let other = pick(chance).unwrap_or_default();
                let from = chance.below(other.len() + 1);
                text.truncate(at);
                text.extend(other.into_iter().skip(from));
            }
            4 => {
                for digit in text
                    .iter_mut()
                    .skip(at)
                    .filter(|byte| byte.is_ascii_digit())
                    .take(13)
                {
                    *digit = b'0' + u8::try_from(chance.below(10)).unwrap_or(0);
                }
            }
            _ => {
                let piece = PIECES.get(chance.below(PIECES.len())).copied();
                text.splice(
                    at..end.min(at + chance.below(3)),
                    piece.unwrap_or_default().iter().copied(),
                );
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}
