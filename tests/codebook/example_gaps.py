"""Example sentences that the engine does not read yet as a careful human does, by what is in the way.

Each is a strict xfail of test_examples.py: one that passes must leave this list.
"""

from __future__ import annotations

GAPS: dict[str, tuple[str, ...]] = {
    "figure + 的 + noun: the noun behind 的 is what is counted": (
    ),
    "what the counted people did or got stands behind a stop word, or behind a year": (
        "社区工作者中有【31人】当年取得社工证。",
        "【6位】高校老师受聘为社工站督导。",
    ),
    "the subject stands in another clause, and the figure's own clause names nothing": (
        "牧区社工站以流动服务车为依托，先后落地【17所】。",
        "从去年的9个增加到今年的【24个】，社工站越建越密。",
        "社工站队伍平均年龄31岁，本科以上学历【74人】。",
        "全区发动报考，初级412人、中级【133人】。",
        "线上线下同步培训，线下【150人】、线上2300人。",
        "对辖区特殊困难老年人定期探访，每月【1次】。",
        "社区3128户【8760人】，流动人口占三成。",
    ),
    "the people's own noun, or what is done with them, decides against the louder word": (
        "三年累计为基层输送社工人才【430名】。",
        "每个乡镇新增编外社工【2名】，统一招考。",
        "社区现有居民4260户、【11800人】。",
        "辖区共有居民【2.4万余人】,老旧小区居多。",
        "服务项目共投入社工【64名】。",
        "招募服务对象【120名】参加小组。",
    ),
    "a noun of another subject right beside the figure is what is counted": (
        "社工站周边新增老年食堂【19处】。",
        "入户安装扶手的老人家庭【310户】。",
        "热线【24小时】开通。",
        "社工帮助老人追回被骗钱款【8万元】。",
    ),
    "words that the codebook does not have yet": (
        "站点虽只有【45个平方】，却五脏俱全。",
        "社区里“长”出了【35名】本土能人。",
        "社工沙龙办了【18期】,成了社工们的“充电桩”。",
        "“银发乐队”等自组织【27个】在社区扎下根。",
    ),
}

CAUSE = {sentence: cause for cause, sentences in GAPS.items() for sentence in sentences}
