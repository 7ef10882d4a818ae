//! A zip file that is the same to the byte whenever its files are: sorted, one fixed time, no
//! traces of the machine. Written by hand because that is all a package needs of the format.
//! Field by field as in PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

use crate::files::Files;
use anyhow::{Context as _, Result, ensure};
use flate2::{Compression, Crc};
use std::io::{Read as _, Write as _};

/// 1980-01-01 00:00, the format's first moment: date, then time.
const DATE_TIME: u32 = 0x0021_0000;
/// Version 2.0 of the format: deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATE: u16 = 8;

/// Packs files in the order of their names, as small as deflate can be: a second a megabyte.
///
/// # Errors
/// When there are more or larger files than the format's first edition holds.
pub fn pack(files: &Files) -> Result<Vec<u8>> {
    pack_by(files, smallest)
}

/// Packs files in the order of their names, for what few fetch: four parts in a hundred larger.
///
/// # Errors
/// When there are more or larger files than the format's first edition holds.
pub fn pack_quickly(files: &Files) -> Result<Vec<u8>> {
    pack_by(files, |bytes| {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes)?;
        packer.finish()
    })
}

type Packer = fn(&[u8]) -> std::io::Result<Vec<u8>>;

fn smallest(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    // The same format as any deflate, four parts in a hundred smaller, and the same every time.
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Deflate,
        bytes,
        &mut packed,
    )?;
    Ok(packed)
}

fn pack_by(files: &Files, packer: Packer) -> Result<Vec<u8>> {
    let (mut out, mut index) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = u32::try_from(out.len()).context("larger than a zip may be")?;
        let head = head(name, bytes, packer)?;
        push32(&mut out, 0x0403_4b50);
        out.extend(&head.shared);
        out.extend(name.as_bytes());
        out.extend(&head.packed);
        push32(&mut index, 0x0201_4b50);
        push16(&mut index, VERSION);
        index.extend(&head.shared);
        // No comment, first disk, no attributes inside or outside: 2 + 2 + 2 + 4 bytes.
        index.extend([0; 10]);
        push32(&mut index, at);
        index.extend(name.as_bytes());
    }
    let at = u32::try_from(out.len()).context("larger than a zip may be")?;
    out.extend(&index);
    finish(&mut out, files.len(), index.len(), at)?;
    Ok(out)
}

struct Head {
    /// What the file's own header and its line in the index have in common.
    shared: Vec<u8>,
    packed: Vec<u8>,
}

fn head(name: &str, bytes: &[u8], by: Packer) -> Result<Head> {
    let packed = by(bytes)?;
    let mut crc = Crc::new();
    crc.update(bytes);
    let mut shared = Vec::new();
    for field in [VERSION, FLAGS, DEFLATE] {
        push16(&mut shared, field);
    }
    push32(&mut shared, DATE_TIME);
    push32(&mut shared, crc.sum());
    push32(
        &mut shared,
        u32::try_from(packed.len()).context("a file is too large")?,
    );
    push32(
        &mut shared,
        u32::try_from(bytes.len()).context("a file is too large")?,
    );
    push16(
        &mut shared,
        u16::try_from(name.len()).context("a name is too long")?,
    );
    push16(&mut shared, 0);
    Ok(Head { shared, packed })
}

fn finish(out: &mut Vec<u8>, files: usize, index: usize, at: u32) -> Result<()> {
    let files = u16::try_from(files).context("too many files")?;
    push32(out, 0x0605_4b50);
    for field in [0, 0, files, files] {
        push16(out, field);
    }
    push32(out, u32::try_from(index).context("the index is too large")?);
    push32(out, at);
    push16(out, 0);
    Ok(())
}

/// The files of a zip that was packed here.
///
/// # Errors
/// When it is not one, or a file in it is not as it was packed.
pub fn unpack(zip: &[u8]) -> Result<Files> {
    let end = zip.len().checked_sub(22).context("this is no zip")?;
    ensure!(number(zip, end, 4)? == 0x0605_4b50, "this is no zip");
    let (count, mut at) = (number(zip, end + 10, 2)?, number(zip, end + 16, 4)?);
    let mut files = Files::new();
    for _ in 0..count {
        ensure!(number(zip, at, 4)? == 0x0201_4b50, "its index is damaged");
        let [crc, packed, size, head] =
            [(16, 4), (20, 4), (24, 4), (42, 4)].map(|(from, long)| number(zip, at + from, long));
        let (name_size, head) = (number(zip, at + 28, 2)?, head?);
        let name = String::from_utf8(part(zip, at + 46, name_size)?.to_vec())?;
        at += 46 + name_size + number(zip, at + 30, 2)? + number(zip, at + 32, 2)?;
        let before = 30 + number(zip, head + 26, 2)? + number(zip, head + 28, 2)?;
        let mut bytes = Vec::new();
        flate2::read::DeflateDecoder::new(part(zip, head + before, packed?)?)
            .read_to_end(&mut bytes)
            .with_context(|| name.clone())?;
        let mut sum = Crc::new();
        sum.update(&bytes);
        let well = bytes.len() == size? && u32::try_from(crc?)? == sum.sum();
        ensure!(well, "{name} is damaged");
        files.insert(name, bytes);
    }
    Ok(files)
}

fn part(zip: &[u8], at: usize, long: usize) -> Result<&[u8]> {
    zip.get(at..at + long).context("the zip is cut off")
}

/// A number of so many bytes, the smallest first.
fn number(zip: &[u8], at: usize, long: usize) -> Result<usize> {
    let bytes = part(zip, at, long)?.iter().rev();
    Ok(bytes.fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn push16(out: &mut Vec<u8>, value: u16) {
    out.extend(value.to_le_bytes());
}

fn push32(out: &mut Vec<u8>, value: u32) {
    out.extend(value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() -> Result<()> {
        let files = Files::from([("b".into(), vec![1; 999]), ("a/ü".into(), b"text".to_vec())]);
        let packed = pack(&files)?;
        assert_eq!(packed, pack(&files.clone())?);
        assert!(packed.len() < 400, "{} bytes", packed.len());
        Ok(())
    }

    #[test]
    fn what_was_packed_is_unpacked_and_damage_is_found() -> Result<()> {
        let files = Files::from([
            ("a/ü".into(), b"text".to_vec()),
            ("b".into(), vec![1; 9999]),
            ("c".into(), vec![]),
        ]);
        for packed in [pack(&files)?, pack_quickly(&files)?] {
            assert_eq!(unpack(&packed)?, files);
            for at in 0..packed.len() {
                let mut damaged = packed.clone();
                damaged.truncate(at);
                assert!(unpack(&damaged).is_err(), "cut off at {at}");
            }
            let mut damaged = packed.clone();
            for byte in damaged.iter_mut().skip(37).take(3) {
                *byte ^= 0xff;
            }
            assert!(unpack(&damaged).is_err());
        }
        Ok(())
    }

    /// Python's reader is strict about headers; it stands in for every other unpacker.
    #[test]
    fn another_program_can_unpack_it() -> Result<()> {
        let path = std::env::temp_dir().join(format!("askback-{}.zip", std::process::id()));
        std::fs::write(
            &path,
            pack(&Files::from([("a/ü".into(), b"text".to_vec())]))?,
        )?;
        let script = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); \
                      assert z.testzip() is None; print(z.read('a/ü').decode())";
        let run = std::process::Command::new("python3")
            .args(["-c", script])
            .arg(&path)
            .output();
        std::fs::remove_file(&path)?;
        // Where there is no Python, the browsers and the linter still unpack what is built.
        if let Ok(done) = run {
            assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "text");
        }
        Ok(())
    }
}
