//! A question, loading a base and building its index, by criterion.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use kotae::knowledge::{Files, read};
use kotae_benches::{Synthetic, ask, engine, shipped_questions};

fn question(c: &mut Criterion) {
    let shipped = engine(&Files::embedded());
    let questions = shipped_questions(&shipped);
    let mut nth = 0;
    c.bench_function("question/shipped", |b| {
        b.iter(|| {
            nth = (nth + 1) % questions.len();
            shipped.ask(&ask(&questions[nth]))
        });
    });
    let synthetic = Synthetic::new(10_000);
    let large = engine(&synthetic.files);
    c.bench_function("question/10000", |b| {
        b.iter(|| {
            nth = (nth + 1) % synthetic.questions.len();
            large.ask(&ask(&synthetic.questions[nth]))
        });
    });
}

fn load(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    let files = Files::embedded();
    group.bench_function("read/shipped", |b| b.iter(|| read(&files)));
    group.bench_function("index/shipped", |b| {
        b.iter_batched(|| files.clone(), |files| engine(&files), BatchSize::LargeInput);
    });
    group.finish();
}

criterion_group!(benches, question, load);
criterion_main!(benches);
