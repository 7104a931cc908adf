"""A small set of documents on ordinary subjects, in Chinese and English, indexed once a session."""

from functools import cache
from pathlib import Path

import pytest

from youju.answerer import Answerer
from youju.composition.answer import Answer
from youju.config import Settings
from youju.corpus import Document, SourceError, read
from youju.evidence.points import Point
from youju.index import Analyzer, Snapshot
from youju.pipeline.explanation import Explanation
from youju.pipeline.handbook import handbook_index
from youju.pipeline.machinery import Machinery

TEA = """# 茶的常识

## 绿茶

绿茶在江南很常见，许多人每天早上都要喝一杯绿茶。绿茶是指采摘后不经发酵、直接杀青烘干的茶叶。喝绿茶的杯子最好是玻璃的。

## 乌龙茶

乌龙茶是一种半发酵茶，介于绿茶和红茶之间。因为乌龙茶的叶片厚实，所以要用沸水冲泡。

## 茶叶的分类

茶叶按发酵程度分为以下几类：

- 绿茶：不发酵
- 乌龙茶：半发酵
- 红茶：全发酵
- 黑茶：后发酵

## 绿茶和红茶的比较

| 方面 | 绿茶 | 红茶 |
| --- | --- | --- |
| 发酵程度 | 绿茶不发酵 | 红茶全发酵 |
| 水温 | 绿茶用 80 度的水 | 红茶用 95 度的水 |
| 保存期 | 绿茶一年内喝完 | 红茶可放三年 |

## 如何冲泡盖碗茶

1. 先用沸水烫洗盖碗和茶杯。
2. 放入五克茶叶。
3. 注水后盖上盖子，等待十秒。
4. 把茶汤倒进公道杯。

## 历史

《茶经》的作者是唐代的陆羽。《茶经》大约成书于公元 780 年，全书分为三卷十章。

## 茶具

### 盖碗

盖碗由碗、盖、托三部分组成。

### 紫砂壶

紫砂壶产自江苏宜兴。

### 公道杯

公道杯用来均匀茶汤。
"""

TEA_QUESTIONS = """# 茶叶问答

问：隔夜茶能喝吗？

答：隔夜茶只要没有变质就能喝，但是香气会变淡。

问：茶叶怎样保存才不会受潮？

答：茶叶要密封后放在阴凉干燥的地方。开封的茶叶最好放进铁罐。

问：为什么喝茶以后睡不着觉？

答：因为茶叶里含有咖啡因，咖啡因使人兴奋。
"""

BICYCLES = """# Bicycles

## Brakes

Many riders clean a disc brake after each wet ride. A disc brake is a brake that squeezes a rotor fixed to the wheel
hub. A rim brake presses two pads against the rim of the wheel. Shops sell spare parts for every disc brake.

| Aspect | Disc brake | Rim brake |
| --- | --- | --- |
| Weight | A disc brake weighs about 900 grams | A rim brake weighs about 500 grams |
| Rain | A disc brake keeps its power in rain | A rim brake loses power in rain |
| Price | A disc brake costs more | A rim brake costs less |

## History

The safety bicycle was introduced by John Kemp Starley. He built the first one in Coventry in 1885. Its two wheels
were of equal size, which made it far easier to mount.

## Advantages of steel frames

Steel frames have the following advantages:

- Steel can be repaired by any welder.
- Steel absorbs vibration.
- Steel lasts for decades.

## How to replace an inner tube

1. Remove the wheel from the fork.
2. Lever one side of the tyre over the rim.
3. Pull out the old tube and fit the new one.
4. Push the tyre back and inflate it to 4 bar.

## Gears

A derailleur moves the chain from one sprocket to another because a rider needs a lower gear on a climb.

### Hub gears

Hub gears sit inside the rear hub.

### Belt drives

Belt drives need no oil.
"""

PRINTERS = """# Office printers

## Toner

Toner is a fine powder that a laser printer melts onto paper. A cartridge of toner prints about 2,500 pages.

## How to add a network printer

Make sure that the queue is running. To add the printer `office` on Linux, run this command:

```
lpadmin -p office -E -v ipp://10.0.0.7/ipp/print
```

The option `-E` enables the printer at once.

## Paper jams

Paper jams happen because damp paper sticks to the rollers. Keep the paper dry.

Q: How do I clear a paper jam?

A: Open the rear cover, pull the sheet out slowly and close the cover again.

Q: Can I use recycled paper?

A: Recycled paper works in every tray as long as it is dry.
"""

PRINTER_NOTES = """Notes on the second floor

Toner is a fine powder that a laser printer melts onto paper. Ask Maria for a new cartridge.

The scanner sends its pages to a shared folder called inbox.
"""

LANTERNS = """# 燈籠的製作

燈籠是一種用紙或絹糊成的照明器具。製作燈籠需要竹篾、漿糊和彩紙。

平溪天燈節每年在元宵節舉行。
"""

PAGE = """# 怎样给自行车链条上油

链条每骑行三百公里要上一次油。上油以前先用旧牙刷把链条刷干净，再滴链条油。

多余的油要用布擦掉，否则会粘灰。

点赞 128

收藏 56

关注作者

分享到微信

相关推荐

自行车链条怎么清洗

2021-03-04

自行车刹车怎么调

2020-11-23
"""

MUSEUMS = (
    '{"id": "clock-museum", "title": "Clock Museum", "text": "The Clock Museum holds 312 clocks. It opened in 1974 in a'
    ' former mill. Admission is free on Sundays.", "lang": "en", "url": "https://example.org/clock",'
    ' "updated": "2024-05-01"}\n'
    '{"id": "紙博物館", "title": "纸博物馆", "text": "纸博物馆位于福建龙岩。纸博物馆由林清玄创办，有四百件展品。"}\n'
)

FILES = {
    "tea.md": TEA,
    "tea-questions.md": TEA_QUESTIONS,
    "bicycles.md": BICYCLES,
    "printers.md": PRINTERS,
    "printer-notes.txt": PRINTER_NOTES,
    "lanterns.md": LANTERNS,
    "chain.md": PAGE,
    "museums.jsonl": MUSEUMS,
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """``files`` by name below ``folder``."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


class OneAnalyzer(Machinery):
    """Indexes with the analyzer that also reads the questions: jieba's words are loaded once, not for each index."""

    def make_analyzer(self, bulk: bool) -> Analyzer:
        made: Analyzer | None = vars(self).get("analyzer")
        return made or super().make_analyzer(bulk)


def machinery_of(settings: Settings) -> Machinery:
    """What has these settings, made once a session where they name no files, which may be others at the next call."""
    files = (settings.terms, settings.glossary, settings.weights, settings.templates)
    return OneAnalyzer(settings) if any(files) else _machinery(settings)


_machinery = cache(OneAnalyzer)


def build(folder: Path, files: dict[str, str], settings: Settings | None = None) -> Path:
    """The index of ``files``, which are written below ``folder``."""
    sources = write(folder / "documents", files)
    machinery_of(settings or Settings()).builder(folder / "index", base=sources).build([sources])
    return folder / "index"


def opened(folder: Path, files: dict[str, str], **settings: object) -> Answerer:
    """An answerer over ``files``."""
    machinery = machinery_of(Settings(**settings))
    index = build(folder, files, machinery.settings)
    return Answerer(Snapshot.open(index, machinery.fingerprint), machinery)


@cache
def handbook() -> Answerer:
    """An answerer over the bundled handbook, whose index is built once a run, in the cache folder."""
    machinery = machinery_of(Settings())
    return Answerer(Snapshot.open(handbook_index(machinery), machinery.fingerprint), machinery)


@cache
def _sample(base: Path) -> Answerer:
    return opened(base, FILES)


def sample(factory: pytest.TempPathFactory) -> Answerer:
    """The answerer over ``FILES``, made once a session."""
    return _sample(factory.getbasetemp() / "sample")


def documents(answerer: Answerer) -> dict[str, Document]:
    """What the sources of ``answerer`` hold at this moment, read again from their files."""
    folder = answerer.snapshot.folder.parent / "documents"
    found = [item for path in sorted(folder.iterdir()) for item in read(path, path.name)]
    return {document.id: document for document in found if not isinstance(document, SourceError)}


def said(explanation: Explanation) -> list[str]:
    """The quotes of what was chosen, whether or not the decision was to say it."""
    return [point.span.of(point.record.document.text) for point in explanation.evidence.points]


def statements(explanation: Explanation) -> list[str]:
    """Every statement of the quotes of what was chosen, in their order."""
    return [_text(point, number) for point in explanation.evidence.points for number in point.numbers]


def deciding(explanation: Explanation) -> list[str]:
    """The statements that decide in what was chosen: of a block those that it names, else all of it."""
    points = explanation.evidence.points
    return [_text(point, number) for point in points for number in point.deciding or point.numbers]


def highlighted(answer: Answer) -> list[str]:
    """What is highlighted in each citation; all of its quote where that is what decides."""
    ends = [(c, c.highlight or (c.start, c.end)) for c in answer.citations]
    return [citation.quote[start - citation.start : end - citation.start] for citation, (start, end) in ends]


def _text(point: Point, number: int) -> str:
    document = point.record.document
    return document.statements[number].span.of(document.text)
