"""What Telegram refuses, in its codes and words."""

import itertools
import re
from typing import Any
from urllib.parse import urlsplit

Params = dict[str, Any]
ENTITIES = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji",
}  # fmt: skip
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}
RESERVED = re.compile(r"(?<!\\)[\[\]()~>#+\-=|{}.!]")
SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
}  # fmt: skip
ACTIONS = ("callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat", "web_app", "copy_text")


class Refusal(Exception):
    """An answer that says no: code, description, parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def judge_text(params: Params, *, key: str = "text", limit: int = 4096, edit: bool = False) -> str:
    """The text after its entities were read; refused where Telegram would refuse it."""
    text = str(params.get(key, ""))
    entities = params.get("entities") or params.get("caption_entities")
    mode = str(params.get("parse_mode") or "").lower()
    if entities is not None:
        judge_entities(text, entities)
    elif mode == "html":
        text = judge_html(text)
    elif mode == "markdownv2":
        judge_markdown(text)
    elif mode and mode != "markdown":
        raise bad("unsupported parse_mode")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    if not text.strip() and key == "text":
        raise bad("message text is empty")
    if utf16(text) > limit:
        raise bad(
            "MESSAGE_TOO_LONG" if edit else "message is too long" if key == "text" else "message caption is too long"
        )
    return text


def judge_entities(text: str, entities: list[Params]) -> None:
    """Stretches of UTF-16 units inside the text that nest or stand apart, of kinds that there are."""
    if len(entities) > 100:
        raise bad("too many entities: Telegram would drop those after the hundredth")
    for entity in entities:
        _judge_entity(text, entity)
    spans = [(entity["offset"], entity["offset"] + entity["length"], entity["type"]) for entity in entities]
    for (a, b, one), (c, d, other) in itertools.combinations(spans, 2):
        if a < c < b < d or c < a < d < b:
            raise bad("can't parse entities: entities overlap")
        if "blockquote" in one and "blockquote" in other and max(a, c) < min(b, d):
            raise bad("can't parse entities: blockquotes can't be nested")


def _judge_entity(text: str, entity: Params) -> None:
    kind, start, length = entity.get("type"), entity.get("offset"), entity.get("length")
    units = text.encode("utf-16-le", "surrogatepass")
    if kind not in ENTITIES:
        raise bad(f"can't parse entities: unknown type {kind!r}")
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length < 1:
        raise bad("can't parse entities: wrong offset or length")
    if start + length > utf16(text):
        raise bad("ENTITY_BOUNDS_INVALID")
    if any(_splits_pair(units, place) for place in (start, start + length)):
        raise bad("ENTITY_BOUNDS_INVALID: half a character")
    if kind == "text_link" and not _is_url(str(entity.get("url", ""))):
        raise bad("can't parse entities: wrong URL")


def _splits_pair(units: bytes, place: int) -> bool:
    """Whether a boundary stands between the two halves of a character."""
    before, after = units[2 * place - 2 : 2 * place], units[2 * place : 2 * place + 2]
    return bool(place and after) and 0xD8 <= before[1] <= 0xDB and 0xDC <= after[1] <= 0xDF


def judge_html(text: str) -> str:
    open_: list[str] = []
    for tag in re.finditer(r"<(/?)([^\s>]*)[^>]*>|<", text):
        name = (tag[2] or "").lower()
        if name not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {tag.start()}')
        if not tag[1]:
            open_.append(name)
        elif not open_ or open_.pop() != name:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {tag.start()}")
    if open_:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_[-1]}\"")
    plain = re.sub(r"<[^>]*>", "", text)
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        plain = plain.replace(f"&{name};", sign)
    return plain


def judge_markdown(text: str) -> None:
    found = RESERVED.search(text)
    if found:
        raise bad(
            f"can't parse entities: Character '{found[0]}' is reserved and must be escaped with the preceding '\\'"
        )


def judge_markup(markup: Params | None) -> None:
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        if not str(button.get("text", "")).strip():
            raise bad("inline keyboard button text must be non-empty")
        actions = [name for name in ACTIONS if name in button]
        if len(actions) != 1:
            raise bad("Text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in button and not _is_url(button["url"]):
            raise bad("BUTTON_URL_INVALID")


def _is_url(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "tg") and bool(parts.netloc)


def judge_inline(params: Params) -> None:
    results = params.get("results") or []
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
            raise bad("RESULT_ID_INVALID")
        if result.get("type") == "article" and not result.get("title"):
            raise bad("article title is empty")
        content = result.get("input_message_content")
        if content is not None:
            judge_text({**content, "text": content.get("message_text", "")})
        judge_markup(result.get("reply_markup"))
    button = params.get("button")
    if button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "x")):
        raise bad("START_PARAM_INVALID")


def judge_commands(params: Params, unknown: set[int]) -> None:
    commands = params.get("commands") or []
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = params.get("scope") or {"type": "default"}
    if scope.get("type") not in SCOPES:
        raise bad("unsupported type of scope")
    if scope.get("chat_id") in unknown:
        raise bad("chat not found")


def judge_length(params: Params, key: str, most: int) -> None:
    if len(str(params.get(key, ""))) > most:
        raise bad(f"{key.upper()}_TOO_LONG")
