//! The texts that are data: word lists and rules that people edit, a file each below `src/`. A
//! native build carries them inside. The worker gets them at its start, in one file beside its
//! program (`wasm/texts.js`, made by `cargo xtask build`): a program is compiled and copied at
//! each start of the worker, while a text is only read.

/// The text of a file, by its path below `src/`.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! text {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/", $path))
    };
}
#[cfg(target_arch = "wasm32")]
macro_rules! text {
    ($path:literal) => {
        $crate::domain::texts::of($path)
    };
}
pub(crate) use text;

/// What stands before each file's path; the file follows on the next line.
#[cfg(target_arch = "wasm32")]
const HEAD: char = '\u{1}';

#[cfg(target_arch = "wasm32")]
static ALL: std::sync::OnceLock<&'static str> = std::sync::OnceLock::new();

/// Takes the texts in, once, before anything is read.
#[cfg(target_arch = "wasm32")]
pub fn provide(all: String) {
    ALL.get_or_init(|| all.leak());
}

/// A text that was taken in; empty when it is not among them.
#[cfg(target_arch = "wasm32")]
pub fn of(path: &str) -> &'static str {
    let all = ALL.get().copied().unwrap_or_default();
    all.split(HEAD)
        .filter_map(|file| file.split_once('\n'))
        .find(|(name, _)| *name == path)
        .map_or("", |(_, text)| text)
}
