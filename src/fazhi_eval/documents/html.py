"""The report text of a web page: navigation, widgets and footers cut away, title and date lines kept.

No site's own class names: furniture goes by HTML's own elements and by words that class names share everywhere
(nav, footer, share …); the body is where the sentences are densest.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fazhi_eval.errors import InputError, Problem

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)

_FURNITURE = (
    "script,style,noscript,template,svg,iframe,object,embed,select,button,input,textarea,form,nav,aside,footer,"
    "body > header,[hidden],[aria-hidden=true],[role=navigation],[role=banner],[role=contentinfo],[role=search],"
    '[style*="display:none"],[style*="display: none"],[style*="visibility:hidden"]'
)
# words of class names and ids, between the marks that separate them; print and share widgets, crumbs, menus
_FURNITURE_WORDS = re.compile(
    "(?:^|[^a-z])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|crumb|footer|foot|bottom|copyright|friendlinks?|"
    "sidebar|share|bdshare|bshare|social|toolbar|tools?|print|qrcode|ewm|erweima|search|login|lang|accessib|wza|"
    "pagination|pager|prevnext|related|recommend|comment|dqwz|weizhi|fenxiang|dayin|daohang|yqlj|banner|topbar|sitemap)"
    "(?:[^a-z]|$)"
)
_BLOCKS = "p,div,li,ul,ol,dl,dt,dd,tr,table,tbody,h1,h2,h3,h4,h5,h6,section,article,main,blockquote,pre,br,hr,center,header"
_BLOCK_TAGS = frozenset(_BLOCKS.split(",")) - {"br", "hr"}
_CONTAINERS = frozenset(["div", "td", "article", "section", "main", "table", "tbody", "tr", "center", "body", "ul", "dd"])

_BREAK, _CELL = "\ue000", "\ue001"  # private use: what a page cannot mean by itself
_SENTENCE_MARKS = re.compile("[，。；,;]")
_LABELLED = re.compile(
    "(?:发布|成文|生成|公开|印发)(?:时间|日期|机构|单位)|发文(?:机关|字号|日期)|信息来源|来\\s*源|文\\s*号|索\\s*引\\s*号|时间[:：]|日期[:：]"
)
_META = (
    ("标题", ("articletitle",)),
    ("发布日期", ("pubdate", "publishdate", "article:published_time")),
    ("来源", ("contentsource",)),
    ("栏目", ("columnname",)),
)
_BLANKS = re.compile("[ \t\r\n\f]+")
_HAN_BREAK = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef]) ?\n ?(?=[\u3000-\u9fff\uff00-\uffef])")


def declared_encoding(raw: bytes) -> str | None:
    """The charset that the page's head declares."""
    found = _CHARSET.search(raw, 0, 4096)
    return found.group(1).decode("ascii") if found else None


def html_text(page: str, source: str) -> str:
    """The report of ``page``: title and date lines, then the body, one line a block, table cells parted by tabs.

    Raises InputError where the page shows no text.
    """
    parser = LexborHTMLParser(page.replace("\0", ""))
    body = parser.body
    if body is None:
        raise InputError(Problem("documents.no_text", file=source))
    head = _head_lines(parser)
    _strip(body)
    _mark_breaks(body)
    main = _densest(body)
    lines = _lines(main.text() if main else "")
    if not lines:
        raise InputError(Problem("documents.no_text", file=source))
    around = [] if main is None or main.mem_id == body.mem_id else _around(body, main)
    shown = "\n".join([*around, *lines[:8]])
    head = [f"{label}: {value}" for label, value in head if value not in shown]
    return "\n".join([*head, *around, *lines])
