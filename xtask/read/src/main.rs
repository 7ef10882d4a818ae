//! The reading core as a program, native: JSON Lines in, one answer a line out, in order.
//!
//! [`contract`] is the one place where the core's words become the contract's keys. A line that
//! cannot be read is answered with what is wrong with it; the program goes on.

mod contract;
mod html;
mod line;
mod places;

use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads the answers has gone: nothing is left to do.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut output = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        serde_json::to_writer(&mut output, &line::answer(&line))?;
        output.write_all(b"\n")?;
        // Somebody may wait for this answer before they ask the next.
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
    }
    output.flush()
}
