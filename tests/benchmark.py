"""Figures of youju, each beside a named peer in the same run: ``python tests/benchmark.py [--seeds DIR]``.

Ratios travel between machines, absolute times do not; both are printed. Every function here measures one thing, prints
nothing, and returns its figures: a new one is listed in ``SECTIONS``.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from youju.corpus import FORMATS, Document, SourceError, discover, parse, read
from youju.index import Analyzer, Builder, QueryBuilder, RetrievalWeights, Retriever, Snapshot
from youju.index.search.bm25 import LARGE, FieldTerm, PostingsEngine, RankBM25Engine
from youju.index.storage.postings import Postings

HANDBOOK = Path(__file__).parent.parent / "corpus" / "documents"
QUESTIONS = (
    "容器和虚拟机有什么区别？",
    "What is a type 1 hypervisor?",
    "如何限制容器的内存和 CPU？",
    "docker run --name -d what do these flags do",
    "虚拟机监控器有哪些类型？",
    "How does an image differ from a container?",
)


class Figure(NamedTuple):
    """``value`` in ``unit``; ``peer`` is the same thing done by ``peer_name``."""

    what: str
    value: float
    unit: str
    peer: float
    peer_name: str

    def line(self) -> str:
        ratio = self.value / self.peer if self.peer else float("nan")
        return f"{self.what:44} {self.value:10.4g} {self.unit:5}  {ratio:7.2f} x {self.peer_name} ({self.peer:.4g})"


def seconds(run: Callable[[], object], times: int = 5) -> float:
    """The median time of ``run`` in seconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def of_process(code: str) -> float:
    """The median time of a whole Python process that runs ``code``."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True))


def documents_of(folder: Path) -> list[Document]:
    """What is read from a folder; whatever cannot be read is left out."""
    paths = [path for path in discover([folder], FORMATS) if not isinstance(path, SourceError)]
    return [item for path in paths for item in read(path) if not isinstance(item, SourceError)]


def importing(folder: Path) -> Iterator[Figure]:
    """The price of ``import youju``, less what Python itself takes to start."""
    empty = of_process("pass")
    own = of_process("import youju") - empty
    yield Figure("python -c pass", empty, "s", empty, "itself")
    yield Figure("import youju", own, "s", of_process("import jieba, numpy") - empty, "import jieba, numpy")


def indexing(folder: Path) -> Iterator[Figure]:
    """Text to a published index, beside plain jieba's cut of the same text and rank_bm25 over its tokens."""
    import jieba
    from rank_bm25 import BM25Okapi

    jieba.setLogLevel(60)
    jieba.initialize()
    texts = [document.text for document in documents_of(folder)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    analyzer = Analyzer(bulk=True)
    analyzer.words("容器 container")  # loading the dictionary is no part of the throughput, for either side

    def build() -> None:
        with tempfile.TemporaryDirectory() as target:
            Builder(Path(target), lambda _: analyzer, {}).build([folder])

    def update() -> None:
        builder.build([folder])

    cut = seconds(lambda: BM25Okapi([jieba.lcut(text) for text in texts]), 3)
    whole = seconds(build, 3)
    yield Figure("indexing", megabytes / whole, "MB/s", megabytes / cut, "jieba.lcut + BM25Okapi")
    with tempfile.TemporaryDirectory() as target:
        builder = Builder(Path(target), lambda _: analyzer, {})
        builder.build([folder])
        yield Figure("update with nothing changed", seconds(update, 3), "s", whole, "indexing all of it")


def reading(folder: Path) -> Iterator[Figure]:
    """Markdown to statements, beside markdown-it-py's own parse of it; pages of a PDF, beside PDFium's text of them."""
    from markdown_it import MarkdownIt
    from pypdfium2 import PdfDocument

    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.corpus.readers.pdf import lines, pdf
    from youju.corpus.readers.pdf.pdf import Pdf

    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))] or [document_of_words()]
    size = sum(len(text.encode()) for text in texts) / 1e6
    whole = seconds(lambda: [parse(text, "a", markup=True) for text in texts])
    bare = seconds(lambda: [MarkdownIt("commonmark").enable("table").parse(text) for text in texts])
    yield Figure("reading Markdown", size / whole, "MB/s", size / bare, "markdown-it-py")
    pages = 50
    data = pdf(
        *(lines(60, 760, *(f"Line {n} of page {page} says a little." for n in range(50))) for page in range(pages))
    )

    def text_of_pages() -> None:
        for page in PdfDocument(data):
            page.get_textpage().get_text_bounded()

    own = seconds(lambda: list(Pdf().parse(data, "a")), 3)
    yield Figure("reading PDF", pages / own, "p/s", pages / seconds(text_of_pages, 3), "text of PDFium alone")


def document_of_words() -> str:
    """Some Markdown, for a folder without any."""
    return "".join(f"## Part {n}\n\nIt has **{n}** parts, see [there](a.md).\n\n- one\n- two\n\n" for n in range(500))


def some_units(count: int, rng: random.Random) -> list[dict[str, int]]:
    """Units of about 60 tokens whose terms are as unevenly frequent as those of a language."""
    terms = [f"t{number}" for number in range(5000)]
    weights = [1 / (number + 1) for number in range(5000)]
    units = []
    for _ in range(count):
        unit: dict[str, int] = {}
        for term in rng.choices(terms, weights, k=60):
            unit[term] = unit.get(term, 0) + 1
        units.append(unit)
    return units


def scoring(folder: Path) -> Iterator[Figure]:
    """One query of eight terms, two of them with synonyms, by both engines, and which of them is taken."""
    rng = random.Random(1)
    query = [FieldTerm((f"t{n * n}",)) for n in range(6)] + [FieldTerm(("t3", "t40")), FieldTerm(("t9", "t90", "t900"))]
    for count in (25, 50, 100, 200, 400, 800, 3200):
        postings = Postings.of_units(some_units(count, rng))
        reference, own = RankBM25Engine(postings, 1.2, 0.75), PostingsEngine(postings, 1.2, 0.75)
        own.scores(query), reference.scores(query)
        times = [seconds(lambda e=engine: e.scores(query), 15) * 1000 for engine in (own, reference)]
        mark = " (automatic: postings)" if count >= LARGE else " (automatic: rank-bm25)"
        yield Figure(f"postings engine, {count} units{mark}", times[0], "ms", times[1], "rank-bm25 engine")


def searching(folder: Path) -> Iterator[Figure]:
    """A question to ranked passages, beside plain rank_bm25 over jieba's tokens of the same passages."""
    import jieba
    from rank_bm25 import BM25Okapi

    jieba.setLogLevel(60)
    analyzer, weights = Analyzer(bulk=True), RetrievalWeights()
    with tempfile.TemporaryDirectory() as target:
        Builder(Path(target), lambda _: analyzer, {}).build([folder])
        opening = seconds(lambda: Snapshot.open(Path(target)))
        snapshot = Snapshot.open(Path(target))
    passages = [passage.span.of(record.document.text) for record in snapshot.records() for passage in record.passages]
    plain = BM25Okapi([jieba.lcut(text) for text in passages])
    queries, retriever = QueryBuilder(analyzer, weights), Retriever(snapshot, weights)
    retriever.search(queries.build(QUESTIONS[0]))

    def ask(question: str) -> None:
        retriever.search(queries.build(question))

    own = statistics.median(seconds(lambda q=question: ask(q)) for question in QUESTIONS)
    peer = statistics.median(seconds(lambda q=question: plain.get_scores(jieba.lcut(q))) for question in QUESTIONS)
    name = "BM25Okapi.get_scores(jieba.lcut)"
    yield Figure(f"search, {len(passages)} passages, all fields", own * 1000, "ms", peer * 1000, name)
    yield Figure("opening the index", opening * 1000, "ms", peer * 1000, name)


def first_chinese_word(folder: Path) -> Iterator[Figure]:
    """A whole process that cuts one Han word, with the word file and with jieba's own dictionary."""
    with tempfile.TemporaryDirectory() as cache:
        start = "from pathlib import Path; from youju.index import Segmenter; "
        code = f"{start}list(Segmenter(cache=Path({cache!r})).cut('容器'))"
        of_process(code)  # writes the word file
        own = of_process(code)
        memory = of_process(f"{start}list(Segmenter(bulk=True).cut('容器'))")
    yield Figure("first Chinese word, word file", own, "s", memory, "jieba's dictionary in memory")


def answering(folder: Path) -> Iterator[Figure]:
    """1,000 questions to answers in one process, beside jieba with rank_bm25 on pieces of 500 characters."""
    import jieba
    from rank_bm25 import BM25Okapi

    from youju import Answerer
    from youju.config import Settings
    from youju.pipeline.machinery import Machinery

    documents = documents_of(folder)
    pieces = [d.text[i : i + 500] for d in documents for i in range(0, len(d.text), 500)]
    plain = BM25Okapi([jieba.lcut(piece) for piece in pieces])
    with tempfile.TemporaryDirectory() as target:
        machinery = Machinery(Settings())
        machinery.builder(Path(target)).build([folder])
        answerer = Answerer.open(target, Settings())
    asked = questions_from(documents, 1000)
    own, peer = [], []
    for question in asked:
        own.append(seconds(lambda q=question: answerer.ask(q), 1))
        peer.append(seconds(lambda q=question: max(plain.get_scores(jieba.lcut(q))), 1))
    for share in (0.5, 0.95):
        at = [sorted(times)[int(share * len(times))] * 1000 for times in (own, peer)]
        yield Figure(f"an answer, {share:.0%} of {len(own)} are quicker", at[0], "ms", at[1], "jieba + BM25Okapi")


def questions_from(documents: Sequence[Document], count: int) -> list[str]:
    """Questions in both languages about the documents' own headings."""
    titles = [section.title for document in documents for section in document.sections]
    titles = titles or [document.title for document in documents]
    chinese = ("什么是{}？", "{}有哪些特点？", "为什么{}很重要？", "如何使用{}？", "{}和容器有什么区别？")
    english = ("What is {}?", "What are the benefits of {}?", "Why does {} matter?", "How do I use {}?")
    chance = random.Random(0)
    picked = (chance.choice(titles) for _ in range(count))
    return [chance.choice(english if title.isascii() else chinese).format(title) for title in picked]


def asking(folder: Path) -> Iterator[Figure]:
    """The command `youju ask` as a whole process, from a built index, beside Python importing jieba and numpy."""
    peer = of_process("import jieba, numpy; jieba.setLogLevel(60); jieba.lcut('容器')")
    with tempfile.TemporaryDirectory() as target:
        run = [sys.executable, "-m", "youju"]
        subprocess.run([*run, "index", str(folder), "--index", target], check=True, capture_output=True)
        for question in QUESTIONS[:2]:
            ask = [*run, "ask", question, "--index", target]
            own = seconds(lambda command=ask: subprocess.run(command, check=True, capture_output=True))
            yield Figure(f"youju ask {question}", own, "s", peer, "jieba's first cut")


CHATS = 200
ECHO = """
import sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text("ok")
token, url = sys.argv[1:]
app = ApplicationBuilder().token(token).base_url(url).concurrent_updates(True).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""


def telegram(folder: Path) -> Iterator[Figure]:
    """200 chats ask at once: answers a second, and the 95th percentile from update to reply."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.telegram.botapi import BotApi
    from tests.telegram.running import RunningBot, environment

    questions = questions_from(documents_of(folder), CHATS)
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        run = [sys.executable, "-m", "youju", "index", str(folder), "--index", str(base / "index")]
        subprocess.run(run, check=True, capture_output=True)
        with BotApi() as api:
            command = [sys.executable, "-c", ECHO, api.token, api.base_url]
            process = subprocess.Popen(command, env=environment(api, base, None), stderr=subprocess.DEVNULL)
            try:
                api.polling()
                echo = crowd(api, questions)
            finally:
                process.kill()
                process.wait()
        for limit, name in ((0, "no limit of its own"), (30, "30 messages a second")):
            with BotApi() as api, RunningBot(api, base / str(limit), base / "index", messages_per_second=limit):
                rate, late = crowd(api, questions)
            yield Figure(f"answers a second, {name}", rate, "1/s", echo[0], "python-telegram-bot, echo")
            yield Figure(f"95 % of replies within, {name}", late, "s", echo[1], "python-telegram-bot, echo")


def crowd(api: Any, questions: Sequence[str]) -> tuple[float, float]:
    """Everybody asks something else at once: replies a second, and the 95th percentile of seconds until one arrives."""
    api.say("ready?", user=1)
    api.sent(1, timeout=60)
    asked = {}
    for chat, question in enumerate(questions, 1000):
        asked[chat] = time.monotonic()
        api.say(question, user=chat)
    replies: dict[int, float] = {}
    for call in api.wait(
        lambda call: call.method == "sendMessage" and call.chat in asked, count=len(asked), timeout=120
    ):
        replies.setdefault(call.chat, call.at)
    waits = sorted(replies[chat] - at for chat, at in asked.items())
    return len(asked) / (max(replies.values()) - min(asked.values())), waits[int(0.95 * len(waits))]


SECTIONS: Sequence[Callable[[Path], Iterator[Figure]]] = (
    importing,
    reading,
    first_chinese_word,
    indexing,
    scoring,
    searching,
    answering,
    asking,
    telegram,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=HANDBOOK, help="a folder of documents; the handbook by default")
    parser.add_argument("only", nargs="*", help=f"of {', '.join(section.__name__ for section in SECTIONS)}")
    options = parser.parse_args()
    for section in SECTIONS:
        if not options.only or section.__name__ in options.only:
            print(f"\n{section.__name__}: {(section.__doc__ or '').splitlines()[0]}", flush=True)
            for figure in section(options.seeds):
                print("  " + figure.line(), flush=True)


if __name__ == "__main__":
    main()
