// Rust's aho-corasick over one text. Arguments: a file of patterns, one a line, and the text. Every line read is one round: it replaces
// every match by a mask, as redaction does, and prints the milliseconds it took.
use aho_corasick::{AhoCorasick, MatchKind};
use std::io::BufRead;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let patterns = std::fs::read_to_string(&arguments[1]).expect("patterns");
    let text = std::fs::read_to_string(&arguments[2]).expect("text");
    let start = Instant::now();
    let patterns: Vec<&str> = patterns.lines().collect();
    let machine = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns)
        .expect("automaton");
    let build = start.elapsed().as_secs_f64() * 1000.0;
    for line in std::io::stdin().lock().lines() {
        line.expect("line");
        let start = Instant::now();
        let mut masked = String::with_capacity(text.len());
        machine.replace_all_with(&text, &mut masked, |_, _, out| {
            out.push_str("********");
            true
        });
        let took = start.elapsed().as_secs_f64() * 1000.0;
        println!("{{\"build\":{build:.3},\"ms\":{took:.3},\"length\":{}}}", masked.len());
    }
}
