//! Tables as text. What is compiled from the word lists when the extension is built is handed to
//! the worker as a text too ([`super::texts`]): a number is one character (two from [`WIDE`] on), a
//! text is its length and itself.

/// The character of 0: none before it has a meaning of its own in a string of a script.
const ZERO: u32 = 0x5d;
/// The first number that takes two characters; below it none is a surrogate.
const WIDE: usize = 50_000;

/// Writes a table; only builds and tests do.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Default)]
pub struct Writer(String);

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// Takes a number in, up to 100 million.
    pub fn number(&mut self, number: usize) {
        let one = |number: usize| {
            let code = u32::try_from(number).unwrap_or(0) + ZERO;
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        if number >= WIDE {
            self.0.push(one(WIDE + number / WIDE));
        }
        self.0.push(one(number % WIDE));
    }

    /// Takes numbers in, and how many they are.
    pub fn numbers(
        &mut self,
        numbers: impl IntoIterator<Item = usize, IntoIter: ExactSizeIterator>,
    ) {
        let numbers = numbers.into_iter();
        self.number(numbers.len());
        numbers.for_each(|number| self.number(number));
    }

    /// Takes a text in.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.push_str(text);
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Reads a table. What is not there is 0 and empty: a table is of the same build as its reader.
#[cfg(any(test, target_arch = "wasm32"))]
#[derive(Debug)]
pub struct Reader(&'static str);

#[cfg(any(test, target_arch = "wasm32"))]
impl Reader {
    /// Begins to read.
    pub const fn of(text: &'static str) -> Self {
        Self(text)
    }

    /// The next number.
    pub fn number(&mut self) -> usize {
        let first = self.one();
        match first.checked_sub(WIDE) {
            Some(high) => high * WIDE + self.one(),
            None => first,
        }
    }

    fn one(&mut self) -> usize {
        let mut chars = self.0.chars();
        let code = chars.next().map_or(ZERO, u32::from);
        self.0 = chars.as_str();
        usize::try_from(code.wrapping_sub(ZERO)).unwrap_or(0)
    }

    /// The next numbers, as many as are said to follow.
    pub fn numbers(&mut self) -> Vec<usize> {
        let count = self.number();
        (0..count).map(|_| self.number()).collect()
    }

    /// The next text.
    pub fn text(&mut self) -> &'static str {
        let length = self.number();
        let (text, rest) = self.0.split_at_checked(length).unwrap_or_default();
        self.0 = rest;
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [0, 1, 34, 35, 127, 2_000, 49_999, 50_000, 65_535, 99_999_999];
        let mut writer = Writer::default();
        writer.numbers(numbers);
        writer.text("naïve\n\"quoted\"");
        writer.text("");
        writer.number(7);
        let mut reader = Reader::of(writer.finish().leak());
        assert_eq!(reader.numbers(), numbers);
        assert_eq!(reader.text(), "naïve\n\"quoted\"");
        assert_eq!(reader.text(), "");
        assert_eq!(
            (reader.number(), reader.number(), reader.text()),
            (7, 0, "")
        );
    }

    #[test]
    fn no_number_is_a_surrogate_or_needs_a_mark_before_it() {
        for number in [0, WIDE - 1, WIDE, 99_999_999] {
            let mut writer = Writer::default();
            writer.number(number);
            let written = writer.finish();
            assert!(
                written.chars().all(|c| c > '\\' && c < '\u{d7ff}'),
                "{number}"
            );
        }
    }
}
