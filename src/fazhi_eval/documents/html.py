"""The report text of a web page: navigation, widgets and footers cut away, title and date lines kept.

No site's own class names: furniture goes by HTML's own elements and by words that class names share everywhere
(nav, footer, share …); the body is where the sentences are densest.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fazhi_eval.errors import InputError, Problem

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)

_FURNITURE = "script,style,noscript,template,svg,iframe,object,embed,select,button,input,textarea,form,nav,aside,footer"
# each looked for only where the page has its word
_HIDDEN = {
    "hidden": "[hidden],[aria-hidden=true]",
    "role=": "[role=navigation],[role=banner],[role=contentinfo],[role=search]",
    "display:": '[style*="display:none"],[style*="display: none"]',
    "visibility:": '[style*="visibility:hidden"],[style*="visibility: hidden"]',
    "<header": "body > header",
}
# words of class names and ids, between the marks that separate them; print and share widgets, crumbs, menus
_FURNITURE_WORDS = re.compile(
    "(?:^|[^a-z])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|header|head|top|footer|foot|bottom|copyright|"
    "friendlinks?|sidebar|share|bdshare|bshare|social|toolbar|tools?|print|qrcode|ewm|erweima|search|login|lang|accessib|wza|"
    "pagination|pager|prevnext|related|recommend|comment|dqwz|weizhi|fenxiang|dayin|daohang|yqlj|banner|topbar|sitemap)"
    "(?:[^a-z]|$)"
)
_BLOCKS = (
    "p,div,li,ul,ol,dl,dt,dd,tr,table,tbody,h1,h2,h3,h4,h5,h6,section,article,main,blockquote,pre,br,hr,center,header"
)
_CONTAINERS = frozenset(
    ["div", "td", "article", "section", "main", "table", "tbody", "tr", "center", "body", "ul", "dd"]
)

# noncharacters, which no page can mean
_BREAK, _CELL, _CELL_END, _OUTSIDE = "\ufdd0\ufdd1\ufdd2\ufdd3"
_CELL_TEXT = re.compile(f"{_CELL}([^{_CELL}{_CELL_END}]*){_CELL_END}")
_MANY, _DEEPEST = 3000, 400
"""elements from which on nesting is looked at, and levels of it that are let through: the time grows with its square"""
_DEPTH = 60
"""levels of nesting within which the body is looked for"""
_CELL_LENGTH, _LITTLE = 200, 200
"""characters: of a cell that holds data; of what may stand around the body and be taken with it"""
_LABELLED = re.compile(
    "(?:发布|成文|生成|公开|印发)(?:时间|日期|机构|单位)|发文(?:机关|字号|日期)|信息来源|来\\s*源|文\\s*号|"
    "索\\s*引\\s*号|(?:时间|日期)[:：]"
)
_LABEL_START = re.compile(
    "(?<=[^\\s(（\\[【])(?=(?:浏览|阅读|点击|访问|字号|字体|来源|信息来源|发布|作者|分享|打印)[^，。]{0,3}[:：\\[【])"
)
_META = (
    ("标题", ("articletitle",)),
    ("发布日期", ("pubdate", "publishdate", "article:published_time")),
    ("来源", ("contentsource",)),
    ("栏目", ("columnname",)),
)
_SHOWN = {
    "标题": re.compile("标 *题 *[:：]"),
    "发布日期": re.compile("(?:日期|时间) *[:：]"),
    "来源": re.compile("来 *源 *[:：]"),
    "栏目": re.compile("栏目 *[:：]"),
}
_HAN_BREAK = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])\\s*\n\\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_NESTED = re.compile("<(/?)(?:div|table|span|font|center|section|article|nav|ul|b|i|form|aside)\\b", re.IGNORECASE)
_TAG = re.compile("<([A-Za-z][A-Za-z0-9]*)")


def declared_encoding(raw: bytes) -> str | None:
    """The charset that the page's head declares."""
    found = _CHARSET.search(raw, 0, 4096)
    return found.group(1).decode("ascii") if found else None


def html_text(page: str, source: str) -> str:
    """The report of ``page``: title and date lines, then the body, one line a block, table cells parted by tabs.

    Raises InputError where the page shows no text, or nests its elements deeper than any page does.
    """
    names = _TAG.findall(page)
    if len(names) > _MANY and _nesting(page) > _DEEPEST:
        raise InputError(Problem("documents.nested", {"allowed": _DEEPEST}, file=source))
    parser = LexborHTMLParser(page.replace("\0", ""))
    body = parser.body
    if body is None:
        raise InputError(Problem("documents.no_text", file=source))
    told = _told(parser)
    title = "".join((parser.css_first("title").text() if parser.css_first("title") else "").split())
    # the search for an element takes as long where the page has none of it
    tags = {name.lower() for name in names}
    _strip(body, page, title, tags)
    before, lines, after = _parts(body, tags)
    if not lines:
        raise InputError(Problem("documents.no_text", file=source))
    around = [line for line in before if _is_title(line, title)]
    around += [line for line in before + after if _is_label(line)]
    shown = "\n".join([*around, *lines[:8]])
    # what the page shows is what people read: its head is asked only for what it does not show
    hidden = [f"{label}: {value}" for label, value in told if value not in shown and not _SHOWN[label].search(shown)]
    return "\n".join([*hidden, *around, *lines])


def _nesting(page: str) -> int:
    """How deep the elements stand in each other that must be closed."""
    depth = deepest = 0
    for match in _NESTED.finditer(page):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _parts(body: LexborNode, tags: set[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines before the main part of the page, those of it, and those after it."""
    main = _main(body)
    _mark_breaks(body, tags)
    if main.mem_id == body.mem_id:
        return [], _lines(body.text()), []
    main.insert_before(_OUTSIDE)
    main.insert_after(_OUTSIDE)
    before, inside, after = body.text().split(_OUTSIDE)
    return _lines(before), _lines(inside), _lines(after)


def _told(parser: LexborHTMLParser) -> list[tuple[str, str]]:
    """What the page's head tells of title, date and source."""
    found: dict[str, str] = {}
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = " ".join((attributes.get("content") or "").split())
        if content:
            found.setdefault(name, content)
    told = [(label, next((found[name] for name in names if name in found), "")) for label, names in _META]
    return [(label, value) for label, value in told if value]


def _strip(body: LexborNode, page: str, title: str, tags: set[str]) -> None:
    """Cut away the page's furniture, from the back, so that inner nodes go before those that hold them."""
    whole = _marks(body.text())
    furniture = [tag for tag in _FURNITURE.split(",") if tag in tags]
    for node in reversed(body.css(",".join(furniture))) if furniture else ():
        # old pages wrap all they show in one form
        if node.tag != "form" or _marks(node.text()) * 5 < whole:
            node.decompose()
    for word, selector in _HIDDEN.items():
        if word in page:
            for node in reversed(body.css(selector)):
                node.decompose()
    for node in reversed(body.css("[class],[id]")):
        attributes = node.attributes
        words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        if _FURNITURE_WORDS.search(words):
            text = node.text()
            # a body may well stand in <div class="print-content">, title and date in <div class="article-header">
            told = _LABELLED.search(text) or any(_is_title(line, title) for line in text.splitlines())
            if not told and _marks(text) * 5 <= whole:
                node.decompose()


def _mark_breaks(body: LexborNode, tags: set[str]) -> None:
    for node in body.css("pre") if "pre" in tags else ():
        node.replace_with(_BREAK + node.text().replace("\n", _BREAK) + _BREAK)
    blocks = [tag for tag in _BLOCKS.split(",") if tag in tags]
    for node in body.css(",".join(blocks)) if blocks else ():
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    for node in body.css("td,th") if tags & {"td", "th"} else ():
        # a cell with whole paragraphs or tables lays out the page; others hold data
        text = node.text()
        layout = len(text) > _CELL_LENGTH or text.count("。") > 1 or node.css_first("table") is not None
        node.insert_before(_BREAK if layout else _CELL)
        node.insert_after(_BREAK if layout else _CELL_END)


def _main(body: LexborNode) -> LexborNode:
    """The smallest container with most of the sentences, widened as long as little else comes with it."""
    node, marks, length = body, _marks(body.text()), 0
    for _ in range(_DEPTH):
        children = [child for child in node.iter() if child.tag in _CONTAINERS]
        for child in children:
            text = child.text()
            inside = _marks(text)
            if inside * 4 >= marks * 3:
                node, marks, length = child, inside, len(text)
                break
        else:
            break
    while node.mem_id != body.mem_id and node.parent is not None and len(node.parent.text()) - length < _LITTLE:
        node = node.parent
    return node


def _marks(text: str) -> int:
    """How many sentences, roughly: navigation has none."""
    return text.count("，") + text.count("。") + text.count("；") + text.count(",")


def _lines(text: str) -> list[str]:
    if _CELL in text:
        text = _CELL_TEXT.sub(lambda match: "".join(match.group(1).split(_BREAK)).strip() + _CELL_END, text)
    lines = []
    for line in text.split(_BREAK):
        if not line or line.isspace():
            continue
        if "\n" in line:
            line = _HAN_BREAK.sub("", line)
        line = " ".join(line.split()).strip("\u200b\ufeff ")
        if _CELL in line or _CELL_END in line:
            line = line.strip(_CELL_END).replace(_CELL_END, "\t").replace(_CELL, "")
        if line:
            # inline labels of one line, which only the page's style keeps apart
            lines.append(_LABEL_START.sub(" ", line) if _is_label(line) else line)
    return lines


def _is_title(line: str, title: str) -> bool:
    return len(line) >= 8 and "".join(line.split()) in title


def _is_label(line: str) -> bool:
    return len(line) <= 150 and _LABELLED.search(line) is not None
