#!/usr/bin/env python3
"""Writes what the fuzzer begins with, from the repository's own files: fuzz/corpus/TARGET/ and
fuzz/dictionaries/TARGET. Both are left out of git, for they follow from what is in it.

    fuzz/seeds.py
"""

import hashlib
import re
import tomllib
import unicodedata
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
ROOT = FUZZ.parent
KNOWLEDGE = ROOT / "knowledge"
# A whole folder that is small enough for one seed.
SMALL = ROOT / "tests" / "cli" / "knowledge"
# Of a larger file one seed takes so much.
PIECE = 3000
# libFuzzer takes no longer words.
LONGEST_WORD = 64


def strings(value):
    """All texts of a TOML tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)


def keys(value):
    """All keys of a TOML tree, and the lists of tables among them."""
    if isinstance(value, list):
        for one in value:
            yield from keys(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            tables = isinstance(one, list) and one and isinstance(one[0], dict)
            yield f"[[{key}]]\n" if tables else f"\n{key} = "
            yield from keys(one)


def load(path):
    return tomllib.loads(path.read_text("utf-8"))


def write_seeds(target, seeds):
    folder = FUZZ / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        data = seed if isinstance(seed, bytes) else seed.encode()
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
    print(f"{target}: {len(list(folder.iterdir()))} files in the corpus")


def write_words(target, words):
    def quoted(word):
        plain = lambda byte: 0x20 <= byte < 0x7F and byte not in b'"\\'
        return "".join(chr(byte) if plain(byte) else f"\\x{byte:02X}" for byte in word)

    data = {word if isinstance(word, bytes) else word.encode() for word in words}
    lines = sorted(quoted(word) for word in data if 0 < len(word) <= LONGEST_WORD)
    (FUZZ / "dictionaries").mkdir(exist_ok=True)
    (FUZZ / "dictionaries" / target).write_text("".join(f'"{line}"\n' for line in lines), "ascii")
    print(f"{target}: {len(lines)} words in the dictionary")


def file_of(path, content):
    """One file as the target `parse` takes it apart."""
    return f"--- {path}\n{content}"


def pieces(path, text):
    """A file, or its beginning and what stands in its middle, each beginning where something begins."""
    if len(text) <= PIECE:
        return [file_of(path, text)]
    starts = [match.start() for match in re.finditer(r"^\[\[", text, re.MULTILINE)] or [0]
    middle = starts[len(starts) // 2]
    return [file_of(path, text[at : at + PIECE].rsplit("\n", 1)[0] + "\n") for at in {0, middle}]


lexicon = load(KNOWLEDGE / "lexicon.toml")
topics = [load(path) for path in sorted((KNOWLEDGE / "topics").glob("*.toml"))]
questions = [question["text"] for question in load(KNOWLEDGE / "questions.toml")["question"]]

# answer: questions, and the words that slots are read from.
names = [name for topic in topics for key in ("name", "aliases") for name in strings(topic.get(key, {}))]
plain_words = [word.replace("{n}", "3") for word in strings(lexicon)]
replies = [f"{first}\n{then}" for first, then in zip(questions[::7], questions[3::7])]
typed = [f"/{name[: 2 + at % 5]}" for at, name in enumerate(names[::20])]
write_seeds("answer", questions + replies + typed)
write_words("answer", names + plain_words)

# clean: the same in other spellings, with what Discord and people put around it.
MARKS = [
    "<@100200300400500600>", "<@!1>", "<@&1>", "<#1>", "<:line:121314151617181920>", "<a:x:1>", "<t:1:R>", "</ask:1>",
    "https://example.com/a?b=c", "HTTP://", "www.", "**", "__", "~~", "||", "`", "```", "> ", "# ", "<", ">",
    "\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\ufe0f", "\ufeff", "\U000e0041", "\u061c", "\u180e",
    "\u3000", "\u00a0", "\u0085", "\u2028", "\x0b", "\x00", "\r\n",
    "・", "·", "•", "‧", "ー", "-", "~", "〜", "‐", "—", "−", "─", "ｰ", "･",
    "\u3099", "\u309a", "゛", "゜", "ﾞ", "ﾟ", "カ", "か", "ｶ", "ヵ", "ｯ", "っ", "ゝ", "ゞ", "ヽ", "ヾ", "ゟ", "ヿ", "㌔", "㍿",
    "\u0130", "\u0131", "\u1e9e", "\u03a3", "\u03c2", "\u212a", "\u2126", "\ufb01", "\ufdfa", "\u0345", "\u1fbe",
    "\u0300", "\u0301", "\u0307", "\u0323", "\u0338", "\u1100", "\u1161", "\u11a8", "\uac00", "\ua64a", "\u13a0",
    "’", "‘", "＇", "＜", "＞", "＊", "１", "Ａ", "①", "㊙", "½", "🙂", "👩\u200d👧", "🇯🇵", "\ue000", "\U0001f170",
]
spelt = [unicodedata.normalize(form, text) for text in questions[::9] for form in ("NFD", "NFKD", "NFC")]
noisy = [f"{mark} {text}{mark}" for text, mark in zip(questions[::5], MARKS * 9)]
write_seeds("clean", spelt + noisy + ["blah " * 80 + questions[0], "あ゙" * 200])
write_words("clean", MARKS)

# parse: whole folders as one text, and every file alone.
whole = [(path.relative_to(SMALL).as_posix(), path.read_text("utf-8")) for path in sorted(SMALL.rglob("*.*"))]
files = [
    (path.relative_to(KNOWLEDGE).as_posix(), path.read_text("utf-8"))
    for suffix in ("toml", "csv")
    for path in sorted(KNOWLEDGE.rglob(f"*.{suffix}"))
]
seeds = [piece for path, text in files for piece in pieces(path, text)]
seeds += ["".join(file_of(path, text) for path, text in whole)]
for path, text in files:
    if path.endswith(".csv"):
        about = (KNOWLEDGE / path).with_suffix(".toml")
        rows = "\n".join(text.splitlines()[:6]) + "\n"
        seeds.append(file_of(path, rows) + file_of(path[:-3] + "toml", about.read_text("utf-8")))
write_seeds("parse", seeds)
SYNTAX = [
    '"""', "'''", '"', "'", "[", "]", "[[", "]]", "{", "}", " = ", "=", ",", ".", "#", "\\u", "\\U0010ffff", "\\\\", "\r\n",
    "\ufeff", '""', "true", "1979-05-27", "2024-12", "0x", "1e9", "inf", "nan", "en = ", "ja = ", "{ en = ", ", ja = ",
    "{figure:", "{latest:", "{topic}", "{topic2}", "{group}", "{metric}", "{period}", "{n}", "{value}", "{when}",
    "9割", "91.1%", "96 million", "nine in ten", "三割", "八千万人", "１", "￥", b"\xff\xfe", b"\xc3", b"\xe3\x83", "\u202e", "\u0301",
    "age:20s", "sex:female", "base:", "all", "/", "\u3000", "\t", "\x00", "\x1b[31m", "👩\u200d👧",
]
paths = [f"--- {path}\n" for path, _ in whole] + ["--- topics/", "--- figures/", "--- sources/", "--- phrasings/"]
trees = topics + [lexicon] + [load(path) for path in sorted(SMALL.rglob("*.toml"))]
trees += [load(path) for folder in ("figures", "sources") for path in sorted((KNOWLEDGE / folder).glob("*.toml"))]
chosen = ["platform", "feature", "theme", "percent", "users", "yen", "usd", "minutes", "rank", "count", "exact", "approx"]
header = (KNOWLEDGE / files[-1][0]).read_text("utf-8").split("\n", 1)[0].split(",")
write_words("parse", SYNTAX + paths + [key for tree in trees for key in keys(tree)] + chosen + header)
