"""Where the report text proper begins and ends: banners, title and date lines stand before it, footers after it.

By general signs of web pages and their saved copies, not by one site's lines. The title and the lines that name
publisher and date stand in the text before the body, where whoever wants to quote them finds them.
"""

import re
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns


class _Patterns(NamedTuple):
    rule: re.Pattern[str]
    """a ruled line that says that the text follows"""
    label: re.Pattern[str]
    banner: re.Pattern[str]
    footer: re.Pattern[str]
    imprint: re.Pattern[str]
    """signs that make a footer even of a line with a full stop, where 微信公众号 may be a report's own word"""
    sentence: re.Pattern[str]
    heading: re.Pattern[str]
    leader: re.Pattern[str]
    page: re.Pattern[str]
    """ends of the lines of a table of contents; without dots only where one is announced"""


@kept_patterns
def _patterns() -> _Patterns:
    return _Patterns(
        # begins with a character of its own, so that the engine skips quickly
        rule=re.compile("正(?<=[=\\-*_— ]{3}正) ?文 *[=\\-*_— ]{3,} *(?=\n)"),
        label=re.compile(
            "(?:标 *题|名 *称|文 *号|索 *引 *号?|有 *效 *性|时效性|关键词?字?|语种|所属|内容概述|栏目|时间|日期|"
            "发布(?:时间|日期|机构|单位|者|人)|(?:成文|生成|公开|印发)日期|发文(?:字号|机关|单位)|"
            "(?:主题|体裁|组配|信息)分类|主题词|信息(?:来源|名称|索引)|(?:文章)?来源|稿源|作者|(?:责任)?编辑|责编|审核|"
            "公开(?:方式|范围|类别|程序|主体|目录)|(?:浏览|阅读|点击)(?:次数|量|数)?|访问量|字号|字体|字体大小|"
            "当前位置|您(?:现在|当前)?(?:的|所在的?)?位置|原文链接|相关链接|链接|网址|分享到?|打印|保存|(?:文件)?下载)"
            " *[:\\[【]"
        ),
        # every alternative of these begins with a character of its own, not with a set: the engine then skips quickly
        banner=re.compile(
            "无障碍|关怀版|长者|适老|首页|网站地图|设为首页|加入收藏|登录|注册|繁體|简体|English|当前位置|您的位置|打印|关闭窗口|"
            "分享|微信|微博|QQ空间|字体|字号|全真版|文字版|文件下载|浏览次数|阅读次数|阅读量|扫一扫|二维码|搜索|-->"
        ),
        footer=re.compile(
            "版权所有|ICP备|公网安备|网站标识码|政府网站标识|主办单位|主办:|承办单位|承办:|技术支持|网站地图|关于我们|联系我们|"
            "法律声明|隐私(?:声明|保护|政策)|使用帮助|帮助中心|举报电话|举报邮箱|扫一扫|二维码|微信公众号|官方微博|分享到|分享:|"
            "打印本[页文]|【 *打印|\\[ *打印|打印 +关闭|【 *关闭|\\[ *关闭|关闭窗口|关闭本页|上一[篇条]|下一[篇条]|"
            "返回顶部|回到顶部|附件下载|文件下载|相关(?:链接|稿件|文章|阅读|新闻|信息|附件|文档)|责任编辑|责编|编辑:|审核:|信息来源:|文章来源:|"
            "稿件来源:|来源:|浏览次数|阅读次数|阅读量|点击数|浏览器|分辨率|友情链接|您是第|纠错|无障碍|收藏本页|点赞|"
            "All Rights Reserved|Copyright|©"
        ),
        imprint=re.compile("版权所有|ICP备|公网安备|网站标识码|主办单位|浏览器|分辨率|All Rights Reserved|Copyright|©"),
        sentence=re.compile("[。;]"),
        heading=re.compile("[#* ]*(?:[一1](?:、|[.] ?(?![0-9]))|\\(一\\)|第一部分)"),
        leader=re.compile("[.·…]{3,} *[0-9]{1,3}$"),
        page=re.compile("[^0-9][ \t]*[0-9]{1,3}$"),
    )


Line = tuple[int, int]
"""where a line starts and ends"""

_SALUTATION = 40
"""characters that a line of address (市委、市政府：) may have"""


def find_body(folded: str, lines: list[Line]) -> tuple[int, int]:
    """Start and end of the report text proper in a folded text; (0, its length) where nothing is recognised.

    ``lines`` are the text's own (`normalise.text_lines`).
    """
    ruled = _patterns().rule.search(folded, 0, 3000)
    origin = ruled.end() if ruled else 0
    start = _start(folded, [line for line in lines if line[0] >= origin], origin)
    return start, _end(folded, [(max(first, start), stop) for first, stop in lines if stop > start])


def _start(folded: str, lines: list[Line], origin: int) -> int:
    patterns = _patterns()
    contents = False
    for first, stop in lines:
        line = folded[first:stop]
        contents = contents or line.replace(" ", "") == "目录"
        if patterns.leader.search(line) or (contents and patterns.page.search(line)):
            continue
        if patterns.heading.match(line):
            return first
        if patterns.banner.search(line, 0, 400) or patterns.label.match(line):
            inside = _after_labels(line)
            if inside is not None:
                return first + inside
        elif patterns.sentence.search(line) or line.endswith(":") or (len(line) > _SALUTATION and line.count(",") > 1):
            return first
    return origin


def _after_labels(line: str) -> int | None:
    """Where the text begins in a line that holds banner, labels and text together; None where it holds no text."""
    at = 0
    for chunk in line.split(" "):
        if ("。" in chunk or (len(chunk) > 20 and chunk.count(",") > 2)) and not _patterns().label.match(chunk):
            return at
        at += len(chunk) + 1
    return None


def _end(folded: str, lines: list[Line]) -> int:
    patterns = _patterns()
    last = None
    for position in range(len(lines) - 1, -1, -1):
        line = folded[slice(*lines[position])]
        if patterns.sentence.search(line) and (len(line) > 200 or not patterns.imprint.search(line)):
            last = position
            break
    if last is None:
        return lines[-1][1] if lines else len(folded)
    first, stop = lines[last]
    sentence = max(folded.rfind("。", first, stop), folded.rfind(";", first, stop), first)
    footer = patterns.footer.search(folded, sentence, stop)
    if footer:
        cut = folded.rfind(" ", sentence, footer.start())
        return _trimmed(folded, sentence, cut if cut > 0 else footer.start())
    end = stop
    for first, stop in lines[last + 1 :]:
        if patterns.footer.search(folded, first, stop) or not any(char.isalnum() for char in folded[first:stop]):
            break
        end = stop
    return end


def _trimmed(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in " \n":
        end -= 1
    return end
