# Shortcuts; `just --list` shows them.

# everything that must pass
check:
    bash .ci/run

# fetch the sources and compile the gazetteer, the lexicon and the spelling traditions
data:
    bash data/build.sh

gold := "../shared/eval/dev"
ner := gold + "/ner"
corpora := gold + "/lgl.jsonl " + gold + "/gwn-a.jsonl " + gold + "/geocorpora-a.jsonl " + ner + "/wikigold-a.jsonl " + ner + "/wnut17-train.jsonl " + ner + "/btc-a.jsonl " + ner + "/btc-b.jsonl " + ner + "/btc-f.jsonl " + ner + "/btc-g.jsonl " + ner + "/re3d-train.jsonl"
exonym := "cargo run --release --features cli --bin exonym --"

# train the model of names, where the training texts are
model:
    {{exonym}} train {{corpora}} --ignore-demonyms geocorpora-a --output data/model.exo
    cd data && sha256sum places.exo names/names.exo lexicon.exo variants.exo model.exo outlines.tsv actors/actors.exo >checksums.txt

# cross-validate it: reports/accuracy.md
accuracy:
    {{exonym}} train {{corpora}} --ignore-demonyms geocorpora-a --stranger lgl --validate --report reports/accuracy.md --rivals reports/rivals.tsv

# how well spellings lead home, where the evaluation data are
aliases:
    cargo run --release --features cli --example aliases

# the speed table
speed:
    cargo bench
