"""The layout of an official letter (GB/T 9704): page, styles, numbering, fonts; for python-docx to fill.

What stands here are Word's own styles and automatic numbers, so that whoever edits the letter changes one style and
not thirty paragraphs.
"""

import io
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import quoteattr

from fazhi_eval.outputs.ledger import UNDATED

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONTS = {
    "方正小标宋简体": "华文中宋;宋体",
    "黑体": "SimHei;等线",
    "仿宋": "仿宋_GB2312;FangSong",
    "楷体": "楷体_GB2312;KaiTi",
    "宋体": "SimSun",
    "Times New Roman": "",
}
"""The fonts of such letters, and what Word takes where one of them is not installed."""

_LEVELS = {
    "zh": (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.")),
    "en": (("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%1.")),
}
"""How headings of the first and second degree, and problems, are numbered: format and text of the number."""

PROBLEMS, ADMISSIONS, DEMANDS = 2, 3, 4
"""The lists of the letter, each numbered by itself: numbers go on over the headings between."""


class _Style(NamedTuple):
    """One paragraph style: size in half points, indents in hundredths of a character, other lengths in twips.

    ``keep``: stays on the page of the next paragraph; headings (``outline``: their degree) do without saying.
    ``list``: the list whose numbers it takes, and the level there.
    """

    id: str
    name: str
    font: str = "仿宋"
    size: int = 32
    bold: bool = False
    align: str = "both"
    first: int = 200
    right: int = 0
    before: int = 0
    after: int = 0
    line: int | None = 560
    outline: int | None = None
    keep: bool = False
    list: tuple[int, int] | None = None


_STYLES = (
    _Style("Normal", "Normal", first=0),
    _Style("Title", "Title", "方正小标宋简体", 44, align="center", first=0, after=560, line=640),
    _Style("Salutation", "Salutation", first=0),
    _Style("BodyText", "Body Text"),
    _Style("Heading1", "heading 1", "黑体", outline=0, list=(1, 0)),
    _Style("Heading2", "heading 2", "楷体", outline=1, list=(1, 1)),
    _Style("Heading3", "heading 3", bold=True, outline=2, list=(PROBLEMS, 0)),
    _Style("Quote", "Quote", "楷体"),
    _Style("ListNumber", "List Number"),
    _Style("Attachment", "Attachment", before=560, keep=True),
    _Style("Signature", "Signature", align="right", first=0, right=400, before=1120, keep=True),
    _Style("Date", "Date", align="right", first=0, right=400),
    _Style("AnnexMark", "Annex Mark", "黑体", first=0),
    _Style("AnnexTitle", "Annex Title", "方正小标宋简体", 36, align="center", first=0, after=280, outline=0),
    _Style("TableText", "Table Text", "宋体", 18, align="left", first=0, line=None),
    _Style("TableHead", "Table Head", "黑体", 18, align="center", first=0, line=None),
    _Style("Footer", "footer", "宋体", 28, align="center", first=0, line=None),
    _Style("CommentText", "annotation text", "宋体", 20, align="left", first=0, line=None),
)


def blank(lang: str) -> "Document":
    """An empty letter on A4 with its styles. Raises ModuleNotFoundError where python-docx is not installed."""
    import docx
    from docx.oxml import parse_xml
    from docx.shared import Mm

    document = docx.Document()
    document.part._styles_part._element = parse_xml(_styles(lang))
    document.part.numbering_part._element = parse_xml(_numbering(lang))
    for relation in list(document.part.rels.values()):
        kind = relation.reltype.rpartition("/")[2]
        if kind == "fontTable":
            relation.target_part._blob = _font_table().encode()
        elif kind in ("stylesWithEffects", "customXml"):  # the template's own leftovers
            document.part.rels.pop(relation.rId)
    package = document.part.package
    for relation in list(package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(relation.rId)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(15), Mm(25)
    _page_number(page.footer.paragraphs[0])
    properties = document.core_properties
    properties.created = properties.modified = UNDATED
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = {"zh": "zh-CN", "en": "en-US"}[lang]
    properties.revision = 1
    return document


def landscape(document: "Document") -> None:
    """Begin a section on A4 laid broadside, for a table."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page = document.add_section()
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(25), Mm(22), Mm(20), Mm(20)
    page.footer_distance = Mm(12)


def in_list(paragraph: Any, number: int) -> None:
    """Number a paragraph as the next one of a list (`ADMISSIONS`, `DEMANDS`)."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def saved(document: "Document") -> bytes:
    """The file, its archive written anew without the time of day: the same letter gives the same bytes."""
    first = io.BytesIO()
    document.save(first)
    second = io.BytesIO()
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, UNDATED.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return second.getvalue()


def _page_number(paragraph: Any) -> None:
    from docx.oxml import parse_xml

    paragraph.style = "Footer"
    paragraph.add_run("— ")
    field = f'<w:fldSimple xmlns:w="{_W}" w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
    paragraph.add_run(" —")


def _styles(lang: str) -> str:
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        # Latin text is none in Chinese, or its figures would be divided at the end of a line
        f'{_face("仿宋")}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + "".join(_style(style, lang) for style in _STYLES)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        f"<w:rPr>{_face('黑体')}</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        "<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _style(style: _Style, lang: str) -> str:
    # words of several letters are torn apart where lines are filled to both edges
    align = "left" if lang == "en" and style.align == "both" else style.align
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    follows = '<w:next w:val="BodyText"/>' if style.outline is not None else ""
    numbered = ""
    if style.list is not None:
        list, level = style.list
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    spacing = f'<w:spacing w:before="{style.before}" w:after="{style.after}"'
    spacing += f' w:line="{style.line}" w:lineRule="exact"/>' if style.line else ' w:line="240" w:lineRule="auto"/>'
    # a character is as wide as it is high; in hundredths of a character as Word counts, in twips for others
    twips = style.size * 10 // 100
    indents = f'<w:ind w:firstLineChars="{style.first}" w:firstLine="{style.first * twips}"'
    indents += f' w:rightChars="{style.right}" w:right="{style.right * twips}"/>'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    keep = "<w:keepNext/><w:keepLines/>" if style.keep or style.outline is not None else ""
    bold = "<w:b/>" if style.bold else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}{follows}'
        f"<w:qFormat/><w:pPr>{keep}{numbered}{spacing}{indents}"
        f'<w:jc w:val="{align}"/>{outline}</w:pPr>'
        f'<w:rPr>{_face(style.font)}{bold}<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _face(font: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:cs="Times New Roman"/>'


def _numbering(lang: str) -> str:
    first, second, plain = _LEVELS[lang]
    lists = [(1, _level(0, first, "Heading1") + _level(1, second, "Heading2"))]
    lists += [(PROBLEMS, _level(0, plain, "Heading3")), (ADMISSIONS, _level(0, plain)), (DEMANDS, _level(0, plain))]
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in lists
    )
    uses = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _ in lists)
    return f'<w:numbering xmlns:w="{_W}">{kinds}{uses}</w:numbering>'


def _level(at: int, form: tuple[str, str], style: str | None = None) -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    after = "space" if form[1].endswith(".") else "nothing"
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form[0]}"/>{tied}<w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{form[1]}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _font_table() -> str:
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}>"
        + (f"<w:altName w:val={quoteattr(others)}/>" if others else "")
        + "</w:font>"
        for name, others in _FONTS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'
