"""Words by which a figure is told against those around it: how it came to be, the rest of them, the same number again."""

from __future__ import annotations

import re

NOW = re.compile("累计|现有|共有|目前|已有|持证|新增|拥有|全[国省市州县区旗](?:共|已|现)?有")
LOOSE = ("项",)
"""Units of a fallback that count anything: beside a noun of its own the figure counts that."""
MORE = re.compile(
    r"(?:[^，。；\d]{1,24}(?=，))?(?P<own>，[^，。；\d]{1,12})?，?(?:较|比|同比|环比)[^，。；]{0,12}?"
    r"(?:净增|新增|增加|增长|多|减少|少|下降|降低|提高)(?:了|出)?"
)
REST = re.compile("(?:其他|其余|余下|剩余|另外|另有)(?:的|有|为|人员)?|[一-龥]{1,6}(?<!一)类(?:的|有|为)?")
"""其他89人, 文体类74个: further parts of the whole."""
PLACE_ONLY = re.compile("[一-龥]{1,10}[省市州盟县区旗乡镇](?:则|也|均|都)?(?:仅有?|只有?|为|有|达到?)?")
SAME = re.compile(r"(?:[这该此]一?个?|上述)(?:数[字据目]|人数|金额|规模|指标)[^，。；、\d]{0,12}|(?P<sum>总(?:人?数|量|规模)[^，。；、\d]{0,4})")
"""2022年底，这一数字已增长到9万人: the figure told last, at another time or place."""
OF_OTHERS = re.compile("(?:考|保|医|护|疫|安|驾|教|评|检|巡|审|财务|后勤|媒体|公安|卫生)[一-龥]{0,2}(?:人员|人士|员)(?:共|达|有|约|近)?$")
JOINED = re.compile(r"[^，。；、]{1,12}[和及与]|、[^，。；、]{0,10}")
BY_GRADE = re.compile("按[^，。；]{0,4}(?:级别|等级|层级|级)[^，。；]{0,4}，|分级别")
GRADE_BEFORE = 12
"""How far before the lead of a figure 按级别分 may stand, in characters."""
GROUP = re.compile(r"[^，。；、]{1,12}[和及与、]")
SHORTEST = 3
"""The shortest name of a place or body, in characters: 养老院, but not 镇站."""
