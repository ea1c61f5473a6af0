# Shortcuts; `just --list` shows them.

# everything that must pass
check:
    bash .ci/run

# fetch the sources and compile the gazetteer and the lexicon
data:
    bash data/build.sh

# the accuracy table, where the evaluation data are
accuracy:
    cargo run --release --features cli --bin exonym -- eval ../shared/eval/dev/lgl.jsonl ../shared/eval/dev/gwn-a.jsonl

# how well spellings lead home, where the evaluation data are
aliases:
    cargo run --release --features cli --example aliases

# the speed table
speed:
    cargo bench
