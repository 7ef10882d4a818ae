//! How fast a thread is read, natively: `cargo bench`. The budget of design and `cargo xtask bench`
//! is for WebAssembly; here the growth is looked at, which must be that of the text alone.

use askback::reading::{Author, Context, Part, PartKind, read};
use criterion::{BenchmarkId, Criterion, Throughput};
use std::hint::black_box;

const KB: usize = 1000;

/// What a mail is made of; the sentences are those of `tests/e2e/lib/bench-text.mjs`.
const SENTENCES: [&str; 13] = [
    "Thanks for the call last week, it helped us a good deal.",
    "We plan the shifts of forty people on a whiteboard, and every Friday two of us do it again.",
    "The saw line and the planing mill have different breaks, so one plan never held.",
    "My colleague Jonas keeps the list of who is trained on which machine.",
    "Payroll takes the hours from a table that we fill in by hand on the last day of the month.",
    "In September we lost two days because nobody saw that both drivers were away.",
    "The works council wants to know who can see the plan, and from where.",
    "We looked at another product in spring and found that it could not tell a machine apart.",
    "Our IT department would rather not run a server of their own for this.",
    "There is a budget for it in the first quarter, though the number is not written down yet.",
    "I am in the office until Thursday, then at the other plant for a week.",
    "The board meets on 12 December and would have to agree to more than 10,000 euros.",
    "Could you set up a demo for our planning team, so that we can see the export to payroll?",
];

/// Lines of three sentences, each after a prefix, of so many bytes in all.
fn lines(bytes: usize, prefix: &str) -> String {
    let mut text = String::with_capacity(bytes + 300);
    let mut sentences = SENTENCES.iter().cycle();
    while text.len() < bytes {
        text.push_str(prefix);
        for sentence in sentences.by_ref().take(3) {
            text.push_str(sentence);
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

/// A mail of so many bytes of which four fifths are quoted, as plain text has it.
fn mostly_quotes(bytes: usize) -> String {
    let attribution = "\nOn Tue, Sep 2, 2025 at 9:14 AM Rep <rep@acme-sales.test> wrote:\n";
    let new = lines(bytes / 5, "");
    [&new, attribution, &lines(bytes / 5 * 4, "> ")].concat()
}

fn context() -> Context<'static> {
    Context {
        author: Author::Prospect,
        sent: "2025-09-03".parse().ok(),
        subject: Some("Planning"),
        ..Context::default()
    }
}

/// A thread of ten mails, each read by itself as the worker does.
fn read_thread(mails: &[String]) {
    for text in mails {
        let part = Part {
            kind: PartKind::Text,
            text,
        };
        black_box(read(black_box(&[part]), &context()));
    }
}

fn thread(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a thread of 50 KB in ten mails");
    for (name, mail) in [
        ("mostly quotes", mostly_quotes(5 * KB)),
        ("all new", lines(5 * KB, "")),
    ] {
        let mails = vec![mail; 10];
        let bytes: usize = mails.iter().map(String::len).sum();
        group.throughput(Throughput::Bytes(u64::try_from(bytes).unwrap_or_default()));
        group.bench_function(name, |bencher| bencher.iter(|| read_thread(&mails)));
    }
    group.finish();
}

/// Text that is mostly told, and text that asks in every line: neither may take time by its square.
fn growth(criterion: &mut Criterion) {
    grows(criterion, "one mail, all new", |bytes| lines(bytes, ""));
    grows(criterion, "one mail, a list of requests", |bytes| {
        "- a demo of the planner\n".repeat(bytes / 24)
    });
}

fn grows(criterion: &mut Criterion, name: &str, text: impl Fn(usize) -> String) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for kilobytes in [5, 50, 500, 5_000] {
        let mail = [text(kilobytes * KB)];
        let bytes = u64::try_from(mail[0].len()).unwrap_or_default();
        group.throughput(Throughput::Bytes(bytes));
        let id = BenchmarkId::from_parameter(format!("{kilobytes} KB"));
        group.bench_with_input(id, &mail, |bencher, mail| {
            bencher.iter(|| read_thread(mail));
        });
    }
    group.finish();
}

/// Mails as people sent them, when the labelled text lies beside the project: the whole reading, in
/// megabytes a second.
fn real(criterion: &mut Criterion) {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/quote-zones/dev/emails.jsonl"
    );
    let Ok(lines) = std::fs::read_to_string(file) else {
        eprintln!("real mails: no labelled text beside the project (../shared)");
        return;
    };
    let text = |line: &str| -> Option<String> {
        let mail: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(mail.get("text")?.as_str()?.to_owned())
    };
    let mails: Vec<String> = lines.lines().filter_map(text).collect();
    let bytes: usize = mails.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("real mails");
    group.throughput(Throughput::Bytes(u64::try_from(bytes).unwrap_or_default()));
    group.sample_size(20);
    group.bench_function("quote-zones", |bencher| {
        bencher.iter(|| read_thread(&mails));
    });
    group.finish();
}

/// Makes a text of about so many bytes.
type Shape = fn(usize) -> String;

/// Text that is made to be dear: twice as much of it must take no more than twice the time.
fn hostile(criterion: &mut Criterion) {
    let shapes: [(&str, Shape); 6] = [
        ("quote levels", |bytes| {
            ">".repeat(bytes / 2) + "\nHello\n" + &"> > ".repeat(bytes / 8)
        }),
        ("one word", |bytes| "a".repeat(bytes)),
        ("unseen characters", |bytes| {
            "de\u{200b}mo ".repeat(bytes / 8)
        }),
        ("numbers", |bytes| "1 2 weeks after 3 ".repeat(bytes / 18)),
        ("open heads", |bytes| {
            "From: a\nOn 3 Nov 2026 at 9:12 x\n".repeat(bytes / 34)
        }),
        ("short lines", |bytes| "> a\nb\n".repeat(bytes / 6)),
    ];
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(10);
    for (name, shape) in shapes {
        for kilobytes in [100, 1000] {
            let mail = [shape(kilobytes * KB)];
            let bytes = u64::try_from(mail[0].len()).unwrap_or_default();
            group.throughput(Throughput::Bytes(bytes));
            let id = BenchmarkId::new(name, format!("{kilobytes} KB"));
            group.bench_with_input(id, &mail, |bencher, mail| {
                bencher.iter(|| read_thread(mail));
            });
        }
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    thread(&mut criterion);
    growth(&mut criterion);
    real(&mut criterion);
    hostile(&mut criterion);
    criterion.final_summary();
}
