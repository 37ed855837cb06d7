"""Speed of the number layer against `jieba.cut`, paired in one run, and its growth with the text.

Usage: python -m benchmarks.quantities [TEXT FILE...]

Without files it runs on text made here from a fixed seed. Prints characters per second of both, their ratio (the
median of the pairs) and the time of 1/8, 1/4, 1/2 and 1 MB in one document, beside the goals: a ratio of 10, and
twice the time for twice the text. A busy machine blurs both, so it only prints; the tests hold the growth.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from benchmarks.record import Numbers, Pair, Point
from extractors.numbers import scan

GOAL = 10.0
ROUNDS = 7
SENTENCES = (
    "截至{y}年{m}月底，全市共建成乡镇（街道）社工站{n}个，覆盖率达{p}%，提前完成年度目标任务。",
    "一是健全工作机制，把社工站建设列入民生实事清单，进一步压实县级民政部门责任，统一标识、统一制度、统一管理。",
    "{y}年以来，各级累计投入福彩公益金{n}余万元，其中省级补助{k}万元、县级配套近{k}万元，每站不少于2万元。",
    "（二）强化队伍建设。面向社会公开招聘专职社工{k}名，持证率由{p}%提高到{p}%，组织督导培训{k}期、{n}余人次。",
    "各站坚持以群众需求为导向，广泛开展走访探视、心理慰藉、资源链接和社区融入等专业服务，让困难群众感受到温度。",
    "建立一户一档，入户走访困难家庭{n}户，开展个案服务{k}个、小组活动{k}节、社区活动{k}场，服务{d}万人次。",
    "按照某民发〔{y}〕{k}号文件要求，推动“五社联动”，引导社会组织、志愿者和慈善资源共同参与基层治理。",
    "下一步，将总结推广试点经验，完善考核评估办法，力争到2025年底实现社工站规范化建设全覆盖。",
    "{c}县坚持党建引领，把社会工作服务融入基层治理大局，推动资源、管理、服务下沉到村居，着力打通服务群众的末梢。",
    "针对困难老人、留守儿童、残疾人等重点对象，{c}镇社工站运用专业方法评估需求、制定方案、链接资源，持续跟进服务成效。",
    "{c}乡对社会工作的认识还不够到位，把社工当作普通办事人员使用，专业服务时间难以保证，影响了服务质量和社工留任。",
    "{c}街道加大宣传力度，依托政务新媒体、宣传栏和社区活动广泛宣传社工理念，提高群众对社工站的知晓度和认可度。",
    "{c}区完善督导评估机制，采取实地查看、查阅资料、座谈访谈等方式，对各站运行情况进行评估，评估结果作为拨付依据。",
    "{c}社区注重总结提炼基层经验，培育“{c}”志愿服务品牌，以点带面推动服务水平整体提升，形成可复制的工作模式。",
    "{c}市民政局积极争取财政部门支持，建立稳定的经费保障机制，拓宽慈善资金和社会力量参与渠道，确保社工站可持续运行。",
    "社工{c}与{c}村委会走访独居老人{c}，协助申请临时救助、联系家庭医生签约，并邀请邻里志愿者定期上门陪伴。",
    "{c}镇把社工站设在党群服务中心，个案室、小组室、多功能室、心理疏导室功能完备，居民遇到烦心事都愿意来坐坐。",
    "部分县市区社会工作服务机构承接能力弱，驻站社工流动性大、职业发展空间有限，{c}等地尚未建立薪酬增长机制。",
    "{c}村社工{c}联合卫生院医生{c}开展健康讲座，为行动不便的老人上门测量血压，解答用药疑问，叮嘱家属做好日常照护。",
    "{c}社工站与{c}小学共建儿童成长课堂，利用暑期开展安全教育、阅读分享和手工制作活动，缓解双职工家庭照看难问题。",
    "{c}州召开社工站建设推进会，{c}县、{c}县作交流发言，与会人员实地观摩了{c}镇社工站，现场听取项目实施情况介绍。",
    "{c}县将社工站建设纳入民政事业发展规划，健全县乡村服务网络，推动社工、志愿者、社会组织与社区良性互动。",
)

NAMES = "云溪柳河青石桐梓荷塘枫林龙泉凤鸣清水白沙黄坪红岩梅岭松涛竹园兰亭石桥沙坝金盆银滩铁炉铜鼓木瓜杨梅"
"""Names of places are made of these, so that a segmenter meets words it does not know, as in reports."""


def sample(length: int, seed: int = 4) -> str:
    """At least `length` characters, a number in about every 40 as in reports of provinces; the same for a seed."""
    rng = random.Random(seed)
    parts: list[str] = []
    size = 0
    while size < length:
        part = rng.choice(SENTENCES).format(
            y=rng.randint(2019, 2024), m=rng.randint(1, 12), n=rng.randint(100, 9999), k=rng.randint(2, 99),
            p=rng.randint(50, 99), d=f"{rng.uniform(1, 90):.1f}", c="".join(rng.choices(NAMES, k=2)),
        ) + ("\n" if rng.random() < 0.2 else "")
        parts.append(part)
        size += len(part)
    return "".join(parts)


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio_to_jieba(text: str, rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Characters per second of `jieba.cut` and of `scan` at their best, and the median ratio of the pairs."""
    import jieba

    jieba.setLogLevel(60)
    list(jieba.cut(text[:100]))
    gc.freeze()  # jieba's dictionary is no part of what is measured
    scan(text[:1000], "2022")
    pairs = [(spent(lambda: list(jieba.cut(text))), spent(lambda: scan(text, "2022"))) for _ in range(rounds)]
    theirs, ours = min(a for a, _ in pairs), min(b for _, b in pairs)
    return len(text) / theirs, len(text) / ours, statistics.median(a / b for a, b in pairs)


def against_jieba(text: str, rounds: int = ROUNDS) -> Pair:
    """Measure a text and print the figures."""
    theirs, ours, ratio = ratio_to_jieba(text, rounds)
    found = scan(text, "2022")
    count = len(found.quantities) + len(found.times) + len(found.mentions)
    print(f"{len(text):,} characters, {count:,} numbers")
    print(f"jieba.cut {theirs:,.0f} chars/s, scan {ours:,.0f} chars/s, ratio {ratio:.1f} (goal {GOAL:.0f})")
    return Pair(characters=len(text), found=count, jieba=theirs, youju=ours, ratio=ratio)


def growth(largest: int, rounds: int = ROUNDS) -> list[Point]:
    """The time of one document of `largest` characters, and of the same text in 2, 4 and 8 documents.

    Every length reads all of the text, and the lengths take turns, so that what else the machine does weighs on each
    alike; the doubling told is the median over the rounds, as the ratio to `jieba.cut` is.
    """
    text = sample(largest)
    shares = (8, 4, 2, 1)
    parts = {share: [text[len(text) * k // share : len(text) * (k + 1) // share] for k in range(share)] for share in shares}
    gc.freeze()
    turns: dict[int, list[float]] = {share: [] for share in shares}
    for _ in range(rounds):
        for share in shares:
            turns[share].append(sum(spent(lambda part=part: scan(part, "2022")) for part in parts[share]) / share)  # type: ignore[misc]
    points = [Point(x=len(text) // share, seconds=statistics.median(turns[share]),
                    rate=len(text) / share / statistics.median(turns[share])) for share in shares]
    for point in points:
        print(f"{point.x:,} characters: {point.seconds:.3f} s")
    doublings = [statistics.median(b / a for a, b in zip(turns[half], turns[whole], strict=True))
                 for half, whole in pairwise(shares)]
    print(f"twice the text costs at most {max(doublings):.2f} times (goal 2)")
    return points


def figures(quick: bool) -> Numbers:
    """Print and give all."""
    return Numbers(made=against_jieba(sample(6_000 if quick else 60_000), 1 if quick else ROUNDS),
                   growth=growth(20_000 if quick else 1_000_000))


def main(paths: list[str]) -> None:
    """Print the figures, of the files where there are any."""
    if paths:
        against_jieba("\n".join(Path(path).read_text(encoding="utf-8") for path in paths))
    else:
        figures(quick=False)


if __name__ == "__main__":
    main(sys.argv[1:])
