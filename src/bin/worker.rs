//! The background worker's program: hands what the browser says to `askback::browser`.
fn main() {}
