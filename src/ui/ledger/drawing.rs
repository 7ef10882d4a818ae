//! Bars as a drawing, with their figures as a table below. What a bar is made of is told by patterns
//! and numbers, not by colours alone.

use crate::ui::parts::{disclosure, fixed, group, heading, para, span};
use leptos::{html, prelude::*, svg};

/// A bar: what it is of, what it is made of, and its length in words where that is no plain number.
#[derive(Clone, PartialEq)]
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) parts: Vec<u32>,
    pub(super) text: String,
}

impl Bar {
    pub(super) fn total(&self) -> u32 {
        let parts = self.parts.iter();
        parts.fold(0, |sum, part| sum.saturating_add(*part))
    }

    fn text(&self) -> String {
        if self.text.is_empty() {
            self.total().to_string()
        } else {
            self.text.clone()
        }
    }
}

/// Bars under a title. `made_of` names the parts; none for bars of one part.
#[derive(Clone, PartialEq)]
pub(super) struct Chart {
    pub(super) title: &'static str,
    pub(super) made_of: &'static [&'static str],
    pub(super) bars: Vec<Bar>,
}

/// How each part of a bar is filled: full, hatched, dotted, empty.
const FILLS: [&str; 4] = ["bar", "bar bar-1", "bar bar-2", "bar bar-3"];
/// Widths of the drawing in its own units.
const WIDE: u32 = 400;
const NAMES: u32 = 130;
const ENDS: u32 = 70;
const LINE: u32 = 22;
/// A part that is wide enough carries its number.
const ROOM: u32 = 18;

/// The bars as a drawing, and the same as a table.
pub(super) fn chart(chart: &Chart) -> AnyView {
    let head = heading("strong", fixed(chart.title));
    if chart.bars.is_empty() {
        let nothing = para("small muted", fixed("Nothing to show yet."));
        return group("stack stack-tight", vec![head, nothing]);
    }
    group(
        "stack stack-tight",
        vec![
            head,
            drawing(chart),
            legend(chart.made_of),
            disclosure(fixed("As a table"), vec![table(chart)]),
        ],
    )
}

fn table(chart: &Chart) -> AnyView {
    let cell = |text: String| html::td().class("cell-number").child(text).into_any();
    let rows = chart.bars.iter().map(|bar| {
        let name = html::th().attr("scope", "row").child(bar.label.clone());
        let mut cells = vec![name.into_any()];
        if !chart.made_of.is_empty() {
            cells.extend(bar.parts.iter().map(|part| cell(part.to_string())));
        }
        cells.push(cell(bar.text()));
        html::tr().child(cells).into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    let heads = ["What"].iter().chain(chart.made_of).chain(&["All"]);
    let heads = heads.map(|words| {
        let head = html::th().attr("scope", "col").child(*words);
        head.into_any()
    });
    let heads: Vec<AnyView> = heads.collect();
    let table = html::table().class("table").child(vec![
        html::thead().child(html::tr().child(heads)).into_any(),
        html::tbody().child(rows).into_any(),
    ]);
    html::div()
        .class("table-wrap")
        .attr("role", "region")
        .attr("aria-label", chart.title)
        .attr("tabindex", "0")
        .child(table)
        .into_any()
}

fn legend(made_of: &'static [&'static str]) -> AnyView {
    let parts = made_of.iter().zip(FILLS).map(|(words, fill)| {
        let sign = svg::svg()
            .attr("class", "chart sign")
            .attr("aria-hidden", "true")
            .attr("viewBox", "0 0 14 14")
            .child(rect(fill, 0, 0, 14));
        group("row", vec![sign.into_any(), span("small", fixed(*words))])
    });
    group("row legend", parts.collect())
}

fn rect(class: &'static str, x: u32, y: u32, wide: u32) -> AnyView {
    svg::rect()
        .attr("class", class)
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .attr("width", wide.to_string())
        .attr("height", "14")
        .into_any()
}

fn text(class: &'static str, x: u32, y: u32, words: String) -> AnyView {
    svg::text()
        .attr("class", class)
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .child(words)
        .into_any()
}

fn drawing(chart: &Chart) -> AnyView {
    let most = chart.bars.iter().map(Bar::total).max().unwrap_or(1).max(1);
    let height = u32::try_from(chart.bars.len()).unwrap_or(0) * LINE;
    // A length of nothing draws nothing; whatever is there is seen.
    let wide = |value: u32| match value {
        0 => 0,
        value => {
            let room = u64::from(WIDE - NAMES - ENDS);
            let wide = u64::from(value) * room / u64::from(most);
            u32::try_from(wide).unwrap_or(0).max(2)
        }
    };
    let mut all = Vec::new();
    if !chart.made_of.is_empty() {
        all.push(patterns());
    }
    for (line, bar) in (0..).zip(&chart.bars) {
        let top: u32 = line * LINE;
        all.push(text("", 0, top + 15, short(&bar.label)));
        let mut x = NAMES;
        for (part, fill) in bar.parts.iter().zip(FILLS) {
            let wide = wide(*part);
            if wide == 0 {
                continue;
            }
            all.push(rect(fill, x, top + 4, wide));
            if !chart.made_of.is_empty() && wide >= ROOM {
                all.push(text("count", x + wide / 2, top + 15, part.to_string()));
            }
            x += wide;
        }
        all.push(text("", x + 5, top + 15, bar.text()));
    }
    svg::svg()
        .attr("class", "chart")
        .attr("role", "img")
        .attr("aria-label", [chart.title, ": as a table below"].concat())
        .attr(
            "viewBox",
            ["0 0 ", &WIDE.to_string(), " ", &height.to_string()].concat(),
        )
        .child(all)
        .into_any()
}

/// A name that has room before its bar.
fn short(label: &str) -> String {
    const MOST: usize = 20;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let cut: String = label.chars().take(MOST).collect();
    let words = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    [words, "\u{2026}"].concat()
}

/// The hatches and dots that `ledger.css` fills parts with.
fn patterns() -> AnyView {
    let pattern = |id: &'static str, path: &'static str| {
        svg::pattern()
            .attr("id", id)
            .attr("width", "6")
            .attr("height", "6")
            .attr("patternUnits", "userSpaceOnUse")
            .child(svg::path().attr("class", "stroke").attr("d", path))
            .into_any()
    };
    svg::defs()
        .child(vec![
            pattern("hatched", "M-1 1 1-1M0 6 6 0M5 7 7 5"),
            pattern("dotted", "M3 3h.1"),
        ])
        .into_any()
}
