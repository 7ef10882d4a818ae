//! The texts that are data: word lists and rules that people edit, a file each below `src/`. A
//! native build carries them inside. The worker gets them at its start, in one file beside its
//! program (`wasm/texts.js`, made by `cargo xtask build`): a program is compiled and copied at
//! each start of the worker, while a text is only read. What it would have to compile of them it
//! gets compiled, as a [`Table`].

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

/// A file that is compiled when the extension is built: its path below `src/`, and its text.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! source {
    ($path:literal) => {
        ($path, $crate::domain::texts::text!($path))
    };
}
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use source;

/// A path and a text, as [`source`] gives them.
#[cfg(not(target_arch = "wasm32"))]
pub type Source = (&'static str, &'static str);

/// What a build hands to the worker in the place of some files.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub struct Table {
    /// The name by which the worker asks for it.
    pub name: &'static str,
    /// What it is compiled from, by paths below `src/`.
    pub sources: Vec<&'static str>,
    /// What [`super::flat`] wrote.
    pub text: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl Table {
    /// A table of that name, compiled from some files.
    pub fn of(name: &'static str, sources: &[Source], text: String) -> Self {
        let sources = sources.iter().map(|(path, _)| *path).collect();
        Self {
            name,
            sources,
            text,
        }
    }
}

/// What stands before each file's path; the file follows on the next line.
#[cfg(target_arch = "wasm32")]
const HEAD: char = '\u{1}';

#[cfg(target_arch = "wasm32")]
static ALL: std::sync::OnceLock<Vec<(&'static str, &'static str)>> = std::sync::OnceLock::new();

/// Takes the texts in, once, before anything is read.
#[cfg(target_arch = "wasm32")]
pub fn provide(all: String) {
    ALL.get_or_init(|| {
        let files = all.leak().split(HEAD);
        files.filter_map(|file| file.split_once('\n')).collect()
    });
}

/// A text that was taken in; empty when it is not among them.
#[cfg(target_arch = "wasm32")]
pub fn of(path: &str) -> &'static str {
    let mut all = ALL.get().into_iter().flatten();
    all.find(|(name, _)| *name == path)
        .map_or("", |(_, text)| *text)
}
