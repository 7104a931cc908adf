"""What Telegram's Bot API refuses, in its codes and words; tests/botapi.py asks before it carries anything out.

Where Telegram silently drops or cuts something, this refuses: a bot must not come to rely on it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import urlsplit

Row = dict[str, Any]

MOST_UNITS, MOST_CAPTION_UNITS, MOST_ENTITIES = 4096, 1024, 100
MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
MOST_RESULTS, MOST_COMMANDS = 50, 100
MOST_DOWNLOAD, MOST_UPLOAD = 20 * 1024 * 1024, 50 * 1024 * 1024

STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
"""The tags of HTML and the kind of entity that each becomes."""

QUOTES = {"blockquote", "expandable_blockquote"}
NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
ENTITIES = {*STYLES.values(), *QUOTES, *NEEDS, "mention", "hashtag", "cashtag", "bot_command", "url", "email"}
ENTITIES |= {"phone_number", "date_time"}

MARKS = {"*": "Bold", "__": "Underline", "_": "Italic", "~": "Strikethrough", "||": "Spoiler", "`": "Code"}
MARKS |= {"```": "PreCode", "[": "TextUrl"}
RESERVED = "_*[]()~`>#+-=|{}.!"

ACTIONS = {"url", "login_url", "callback_data", "web_app", "switch_inline_query", "switch_inline_query_current_chat"}
ACTIONS |= {"switch_inline_query_chosen_chat", "callback_game", "pay", "copy_text"}

RESULTS = {"article", "audio", "contact", "document", "game", "gif", "location", "mpeg4_gif", "photo", "sticker"}
RESULTS |= {"venue", "video", "voice"}

SCOPES = {
    "default": (), "all_private_chats": (), "all_group_chats": (), "all_chat_administrators": (),
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip
"""The scopes of commands, and what each has to name."""

TYPING = {"typing", "choose_sticker", "find_location"}
TYPING |= {f"{do}_{what}" for do in ("record", "upload") for what in ("video", "voice", "video_note")}
TYPING |= {"upload_photo", "upload_document"}

REACTIONS = set(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡"
    "🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
) | {"❤‍🔥", "👨‍💻", "🤷‍♂", "🤷", "🤷‍♀"}


class ApiError(Exception):
    """Telegram's refusal of a call."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        super().__init__(code, description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def unparsable(reason: str) -> ApiError:
    return bad(f"can't parse entities: {reason}")


def units(text: str) -> int:
    """How long Telegram finds ``text``: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(
    text: object, parse_mode: object, entities: object, *, most: int = MOST_UNITS, long: str = "message is too long"
) -> tuple[str, list[Row]]:
    """The plain text and its entities; ``long`` is what too long a text is called."""
    plain = utf8(text)
    if entities:
        found = entities
    elif not parse_mode:
        found = []
    elif str(parse_mode).lower() == "html":
        plain, found = html(plain)
    elif str(parse_mode).lower() == "markdownv2":
        plain, found = markdown(plain)
    else:
        raise bad("unsupported parse_mode")
    if units(plain) > most:
        raise bad(long)
    check_entities(plain, found)
    return plain, list(found)


def message_text(
    row: Mapping[str, Any], key: str = "text", *, long: str = "message is too long"
) -> tuple[str, list[Row]]:
    """The text of a message to send, judged."""
    plain, entities = formatted(row.get(key, ""), row.get("parse_mode"), row.get("entities"), long=long)
    if not plain.strip():
        raise bad("message text is empty")
    options = row.get("link_preview_options")
    if options is not None and not isinstance(options, dict):
        raise bad("can't parse link preview options JSON object")
    return plain, entities


def utf8(text: object) -> str:
    """``text``, which has to be a string that has a UTF-8 form."""
    try:
        str(text).encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    if not isinstance(text, str):
        raise bad("text must be a string")
    return text


# ----- entities ------------------------------------------------------------------------------------------------------


def check_entities(text: str, entities: object) -> None:
    """Every entity lies on whole characters of ``text``, and beside or wholly inside every other."""
    if not isinstance(entities, Sequence) or not all(isinstance(entity, dict) for entity in entities):
        raise unparsable("expected an Array of MessageEntity")
    if len(entities) > MOST_ENTITIES:
        raise unparsable(f"{len(entities)} entities, only the first {MOST_ENTITIES} would be kept")
    code_units = text.encode("utf-16-le")
    for entity in entities:
        _check_entity(code_units, entity)
    _check_nesting(entities)


def _check_entity(code_units: bytes, entity: Row) -> None:
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in ENTITIES:
        raise unparsable(f"unsupported entity type {kind!r}")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise unparsable(f"{kind} without whole numbers as offset and length")
    if offset < 0 or length <= 0 or offset + length > len(code_units) // 2:
        raise unparsable(f"{kind} at {offset}, {length} long, is outside of the text")
    if any(_splits(code_units, place) for place in (offset, offset + length)):
        raise unparsable(f"{kind} at {offset}, {length} long, begins or ends in the middle of a UTF-16 symbol")
    if kind in NEEDS and not entity.get(NEEDS[kind]):
        raise unparsable(f"{kind} without {NEEDS[kind]}")


def _splits(code_units: bytes, place: int) -> bool:
    """Whether a cut at this unit parts the two halves of one character."""
    after = code_units[2 * place : 2 * place + 2]
    return place > 0 and bool(after) and 0xDC00 <= int.from_bytes(after, "little") <= 0xDFFF


def _check_nesting(entities: Iterable[Row]) -> None:
    around: list[tuple[int, str]] = []
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        end = entity["offset"] + entity["length"]
        while around and around[-1][0] <= entity["offset"]:
            around.pop()
        if around and around[-1][0] < end:
            raise unparsable(f"{entity['type']} at {entity['offset']} overlaps {around[-1][1]} partially")
        if entity["type"] in QUOTES and any(kind in QUOTES for _, kind in around):
            raise unparsable("a block quotation inside a block quotation")
        around.append((end, entity["type"]))


# ----- HTML and MarkdownV2 -------------------------------------------------------------------------------------------

_TAG = re.compile(r"<(/?)([A-Za-z0-9-]*)((?:\s+[A-Za-z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


class _Text:
    """Plain text that grows, and the entities over it."""

    def __init__(self) -> None:
        self.plain = ""
        self.entities: list[Row] = []
        self._length = 0

    def add(self, text: str) -> None:
        self.plain += text
        self._length += units(text)

    @property
    def end(self) -> int:
        return self._length

    def mark(self, kind: str, start: int, **more: object) -> None:
        """An entity from ``start`` to the end so far; one over nothing is left out, as Telegram does."""
        if self._length > start:
            self.entities.append({"type": kind, "offset": start, "length": self._length - start, **more})


def html(source: str) -> tuple[str, list[Row]]:
    """Raises ``ApiError`` where a tag is unknown, unfinished, or has no partner."""
    text, opened, place = _Text(), [], 0
    while place < len(source):
        offset = len(source[:place].encode())
        if source[place] == "&" and (escaped := _ESCAPED.match(source, place)):
            text.add(unescape(escaped[0]))
            place = escaped.end()
        elif source[place] != "<":
            text.add(source[place])
            place += 1
        else:
            tag = _TAG.match(source, place)
            name = tag[2].lower() if tag else re.match(r"</?([^\s>]*)", source[place:])[1].lower()  # type: ignore[index]
            if tag and tag[1]:
                _close_tag(text, opened, name, offset)
            elif name not in STYLES:
                raise unparsable(f'Unsupported start tag "{name}" at byte offset {offset}')
            elif not tag:
                raise unparsable(f'Unclosed start tag "{name}" at byte offset {offset}')
            else:
                opened.append((name, text.end, _attributes(name, tag[3], offset)))
            place = tag.end() if tag else len(source)
    if opened:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return text.plain, text.entities


def _attributes(name: str, source: str, offset: int) -> Row:
    """What a start tag says about its entity."""
    given = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(source)}
    if name == "span" and given.get("class") != "tg-spoiler":
        raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    if name == "tg-emoji":
        return {"custom_emoji_id": given.get("emoji-id", "")}
    if name == "code" and given.get("class", "").startswith("language-"):
        return {"language": given["class"].removeprefix("language-")}
    if name == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    return {"url": unescape(given["href"])} if name == "a" and given.get("href") else {}


def _close_tag(text: _Text, opened: list[tuple[str, int, Row]], name: str, offset: int) -> None:
    if not opened:
        raise unparsable(f"Unexpected end tag at byte offset {offset}")
    start_name, start, more = opened.pop()
    if name and name != start_name:
        expected = f'expected "</{start_name}>", found "</{name}>"'
        raise unparsable(f"Unmatched end tag at byte offset {offset}, {expected}")
    in_pre = start_name == "code" and opened and opened[-1][0] == "pre" and opened[-1][1] == start
    if in_pre:
        opened[-1][2].update(more)  # <pre><code class="language-…"> is one entity
    elif start_name != "a" or more:  # <a> without an address marks nothing
        text.mark(more.pop("type", STYLES[start_name]), start, **_without_language(start_name, more))


def _without_language(name: str, more: Row) -> Row:
    return {key: value for key, value in more.items() if key != "language" or name == "pre"}


_MARK = re.compile(r"```|`|\|\||__|!?\[|[*_~\]]")
_ADDRESS = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")
_KINDS = {"*": "bold", "__": "underline", "_": "italic", "~": "strikethrough", "||": "spoiler", "`": "code"}
_KINDS |= {"```": "pre"}


def markdown(source: str) -> tuple[str, list[Row]]:
    """MarkdownV2. Raises ``ApiError`` where a reserved character is neither escaped nor part of a pair."""
    text, opened, place, quote = _Text(), [], 0, -1
    while place < len(source):
        character, inside = source[place], opened[-1][0] if opened else ""
        at_start = place == 0 or source[place - 1] == "\n"
        if character == "\\" and 0 < ord(source[place + 1 : place + 2] or "\0") <= 126:
            text.add(source[place + 1])
            place += 2
        elif inside in ("`", "```") and not source.startswith(inside, place):
            text.add(character)
            place += 1
        elif character == ">" and at_start:
            quote = text.end if quote < 0 else quote
            place += 1
        elif mark := _MARK.match(source, place):
            place = _marked(source, mark, text, opened)
        elif character in RESERVED:
            raise unparsable(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")
        else:
            text.add(character)
            place += 1
        if quote >= 0 and (place == len(source) or source[place - 1] == "\n"):
            quote = _end_quote(source, place, text, quote)
    if opened:
        mark_name, _, offset = opened[-1]
        raise unparsable(f"Can't find end of {MARKS[mark_name]} entity at byte offset {offset}")
    return text.plain, text.entities


def _end_quote(source: str, place: int, text: _Text, quote: int) -> int:
    """A quotation goes on for as long as every line begins with its sign."""
    if source.startswith(">", place):
        return quote
    text.mark("blockquote", quote)
    return -1


def _marked(source: str, mark: re.Match[str], text: _Text, opened: list[tuple[str, int, int]]) -> int:
    """Open or close what ``mark`` stands for; where to read on."""
    sign = mark[0].lstrip("!")
    if sign == "]":
        address = _ADDRESS.match(source, mark.start())
        if not opened or opened[-1][0] != "[" or not address:
            raise unparsable("Character ']' is reserved and must be escaped with the preceding '\\'")
        text.mark("text_link", opened.pop()[1], url=re.sub(r"\\(.)", r"\1", address[1]))
        return address.end()
    if opened and opened[-1][0] == sign:
        text.mark(_KINDS[sign], opened.pop()[1])
        return mark.end()
    offset = len(source[: mark.start()].encode())
    if any(open_sign == sign for open_sign, _, _ in opened):
        raise unparsable(f"Can't find end of {MARKS[opened[-1][0]]} entity at byte offset {opened[-1][2]}")
    opened.append((sign, text.end, offset))
    language = re.compile(r"\w*\n?").match(source, mark.end()) if sign == "```" else None
    return language.end() if language and language[0].endswith("\n") else mark.end()


# ----- keyboards -----------------------------------------------------------------------------------------------------


def check_markup(markup: object, *, inline_only: bool = False) -> Row | None:
    """The inline keyboard of a message, judged; None where there is no such keyboard."""
    if markup in (None, ""):
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if inline_only:
            raise bad("inline keyboard expected")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be of type Array of Arrays')
    if sum(len(row) for row in rows) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return markup if any(rows) else None


def _check_button(button: object) -> None:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not utf8(button.get("text", "")).strip():
        raise bad("can't parse inline keyboard button: text must be non-empty")
    actions = ACTIONS & button.keys()
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"can't parse inline keyboard button: more than one action: {', '.join(sorted(actions))}")
    if "callback_data" in actions and not 1 <= len(utf8(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in actions:
        _check_url(button["url"])


def _check_url(url: object) -> None:
    """A web address with a full host name, or one of Telegram's own."""
    parts = urlsplit(str(url))
    web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if re.search(r"\s", str(url)) or not (web or (parts.scheme == "tg" and parts.netloc)):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


# ----- inline queries ------------------------------------------------------------------------------------------------


def check_inline_answer(params: Mapping[str, Any]) -> None:
    """What answers an inline query: the results, and the button above them."""
    results = params.get("results")
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise bad("can't parse inline query results JSON array")
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    names = [str(result.get("id", "")) for result in results]
    if len(set(names)) < len(names):
        raise bad("RESULT_ID_DUPLICATE")
    for name, result in zip(names, results, strict=True):
        if not 1 <= len(name.encode()) <= 64:
            raise bad("RESULT_ID_INVALID")
        _check_result(result)
    if len(str(params.get("next_offset", "")).encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    _check_inline_button(params.get("button"))


def _check_result(result: Row) -> None:
    content = result.get("input_message_content")
    if result.get("type") not in RESULTS:
        raise bad("can't parse inline query result: Unsupported type specified")
    if result["type"] == "article" and not utf8(result.get("title", "")).strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    if result["type"] == "article" and not isinstance(content, dict):
        raise bad("can't parse inline query result: Input message content is not specified")
    if isinstance(content, dict) and not {"latitude", "phone_number", "payload"} & content.keys():
        message_text(content, "message_text")
    check_markup(result.get("reply_markup"), inline_only=True)


def _check_inline_button(button: object) -> None:
    if button in (None, ""):
        return
    if not isinstance(button, dict) or not button.get("text"):
        raise bad('can\'t parse inline query results button: field "text" must be non-empty')
    if ("start_parameter" in button) == ("web_app" in button):
        raise bad("can't parse inline query results button: exactly one of start_parameter and web_app is needed")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(button.get("start_parameter", "app"))):
        raise bad("START_PARAM_INVALID")


# ----- what the bot says about itself --------------------------------------------------------------------------------


def check_commands(commands: object) -> list[Row]:
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad("can't parse commands JSON array")
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(utf8(command.get("description", "")).strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def check_scope(scope: object) -> Row:
    """A scope of commands, the default one if none is given."""
    if scope in (None, ""):
        return {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    if scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    for key in SCOPES[scope["type"]]:
        if key not in scope:
            raise bad(f"can't parse BotCommandScope: {key} is empty")
    return scope


def check_language(code: object) -> str:
    """A language of two letters, or none: the words for everybody."""
    if not re.fullmatch(r"(?:[a-z]{2})?", str(code or "")):
        raise bad("BOT_LANGUAGE_CODE_INVALID")
    return str(code or "")


def check_length(text: object, most: int, what: str) -> str:
    if units(utf8(text)) > most:
        raise bad(f"{what} is too long")
    return str(text)


def check_action(action: object) -> None:
    if action not in TYPING:
        raise bad("wrong parameter action in request")


def check_reaction(reaction: object) -> None:
    """A bot gives one reaction or none, and only one of those that everybody has."""
    if reaction in (None, ""):
        return
    if not isinstance(reaction, list) or not all(isinstance(one, dict) for one in reaction):
        raise bad("can't parse reaction types JSON array")
    if len(reaction) > 1:
        raise bad("REACTIONS_TOO_MANY")
    if any(one.get("type") == "emoji" and str(one.get("emoji")).rstrip("\ufe0f") not in REACTIONS for one in reaction):
        raise bad("REACTION_INVALID")


def check_webhook(params: Mapping[str, Any]) -> None:
    """Plain http is allowed to this machine only, where a test listens."""
    parts = urlsplit(str(params["url"]))
    here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not (parts.scheme == "https" or here) or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(params.get("secret_token", ""))
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    allowed = params.get("allowed_updates")
    if allowed not in (None, "") and not isinstance(allowed, list):
        raise bad("can't parse allowed updates JSON array")


NESTED = {
    "reply_markup", "entities", "caption_entities", "reply_parameters", "link_preview_options", "results", "scope",
    "commands", "allowed_updates", "reaction", "button",
}  # fmt: skip
NUMBERS = {"chat_id", "message_id", "message_thread_id", "user_id", "offset", "limit", "timeout", "cache_time"}
NUMBERS |= {"max_connections", "reply_to_message_id"}
FLAGS = {"show_alert", "is_personal", "disable_notification", "protect_content", "drop_pending_updates", "is_big"}
FLAGS |= {"allow_sending_without_reply"}


def typed(params: Mapping[str, Any]) -> Row:
    """Parameters as they are meant: a form carries JSON, numbers and truth as strings."""
    return {key: _typed(key, value) for key, value in params.items()}


def _typed(key: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if key in NESTED and value:
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {key.replace('_', ' ')} JSON object") from None
    if key in NUMBERS and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    return value.lower() in ("true", "1", "yes") if key in FLAGS else value
