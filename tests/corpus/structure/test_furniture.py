"""Page furniture."""

import pytest

from youju.corpus import parse

PAGE = """茶与水的关系

茶友社区
• 阅读 1234

本文分享自茶友社区《茶与水的关系》,作者:小李

茶离不开水。水的好坏决定茶的味道。

点赞
收藏
评论区
推荐文章
Anna01 Anna01
2年前
水壶怎么选?
水壶有很多种,本文介绍其中三种,并且说明它们各自的
Chapter 2 杯子
杯子要先用热水烫一遍,这样茶就不会
茶友社区
Lv3
文章
12
粉丝
7
"""


def quotes(text: str, *, markup: bool | None = None) -> list[str]:
    """The quote of every statement."""
    return [statement.span.of(text) for statement in parse(text, "t", markup=markup).statements]


def test_copied_page() -> None:
    """Of a copied page its title, byline and text are left; counters, buttons, teasers and author's card are not."""
    assert quotes(PAGE) == [
        "茶与水的关系",
        "茶友社区",
        "本文分享自茶友社区《茶与水的关系》,作者:小李",
        "茶离不开水。",
        "水的好坏决定茶的味道。",
    ]


def test_text_after_the_teasers_is_kept() -> None:
    """A heading that stands by itself ends the related articles."""
    text = "茶\n\n好喝。\n\n相关推荐\n水壶怎么选\n3年前\n\n第二章 水\n\n水很烫。\n"
    assert quotes(text) == ["茶", "好喝。", "第二章 水", "水很烫。"]


@pytest.mark.parametrize(
    "line",
    [
        "阅读 70", "阅读量：1,024", "1.2万 阅读", "33 likes", "5 min read", "3 days ago",
        "© 2024 Tea Ltd. All rights reserved.",
        "首页 > 茶 > 绿茶",
        "Home > Tea > Green", "We use cookies to improve your experience", "扫码关注我们", "京ICP备12345678号",
    ],
)  # fmt: skip
def test_lines_of_furniture(line: str) -> None:
    """Counters, ages, rights, breadcrumbs and notices about the page are furniture wherever they stand alone."""
    assert quotes(f"茶的味道\n\n茶很香。\n\n{line}\n\n水很烫。") == ["茶的味道", "茶很香。", "水很烫。"]


@pytest.mark.parametrize(
    "text",
    [
        "Related work\n\n- Chen studied tea in 2001.\n- Wu studied water in 2002.\n",
        "## 推荐阅读\n\n第一本书讲茶的历史。它很好读。\n\n第二本书讲水。它也不错。\n",
        "Features\n\n- Share\n- Follow\n- Like\n",
        "收藏\n\n他收藏了 40 把茶壶。\n",
        "The page was read 70 times, and 33 people like it.\n",
        "# App\n\nLicensed under the MIT License. Copyright 2024 Wu.\n",
        "从 A > B 可以推出 B < A。\n",
    ],
)
def test_ordinary_text_is_kept(text: str) -> None:
    """Lists, prose and licences that use the same words lose nothing."""
    kept = "".join("".join(quotes(text)).split())
    assert sum(map(str.isalnum, kept)) == sum(map(str.isalnum, text))
