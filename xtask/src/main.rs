//! Askback's chores.
fn main() {}
