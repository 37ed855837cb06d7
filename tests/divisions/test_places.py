"""Names of divisions in running text. Every sentence here is invented."""

from __future__ import annotations

import pytest

from extractors.places import find_places, find_townships
from schemas.divisions import load_divisions

TABLE = load_divisions()


def told(text: str, home: str | None = None) -> str:
    """`name=codes` of each mention; `+` after a chain, `~` before a bare name."""
    parts = []
    for mention in find_places(text, home=home):
        assert text[mention.span.start : mention.span.end] == mention.quote
        codes = "/".join(d.adcode for d in mention.candidates)
        bare = "~" if mention.form == "short" else ""
        parts.append(f"{bare}{mention.quote}{'+' if mention.chained else ''}={codes}")
    return " ".join(parts)


FULL = [
    ("云南省民政厅印发通知", "云南省=530000"),
    ("全省建成站点，昆明市占三成", "昆明市=530100"),
    ("官渡区聘用社工12名", "官渡区=530111"),
    ("德宏傣族景颇族自治州共有乡镇站50个", "德宏傣族景颇族自治州=533100"),
    ("督导组走访资源县、通道侗族自治县", "资源县=450329 通道侗族自治县=431230"),
    ("合作市民政局组织培训", "合作市=623001"),
    ("振兴区和宽城区各1个", "振兴区=210603 宽城区=220103"),
    ("大方县、民乐县、平安区、和平县", "大方县=520521 民乐县=620722 平安区=630203 和平县=441624"),
    ("东方市和安居区、康乐县", "东方市=469007 安居区=510904 康乐县=622922"),
    ("东莞市、嘉峪关市", "东莞市=441900 嘉峪关市=620200"),
    ("石河子市与阿拉尔市", "石河子市=659001 阿拉尔市=659002"),
    ("浦东新区、滨海新区试点", "浦东新区=310115 滨海新区=120116"),
    ("神农架林区6个乡镇", "神农架林区=429021"),
    ("六枝特区", "六枝特区=520203"),
    ("朝阳区街道43个", "朝阳区=110105/220104"),
    ("赵县、易县、芒市", "赵县=130133 易县=130633 芒市=533103"),
    ("香港特别行政区、澳门特别行政区、台湾省", "香港特别行政区=810000 澳门特别行政区=820000 台湾省=710000"),
    ("沾益县民政局", "沾益县=530328"),
    ("襄樊市襄城区", "襄樊市襄城区+=420602"),
    ("思茅市翠云区", "思茅市翠云区+=530802"),
]

SUFFIX = [
    ("红河州招录35人", "红河州=532500"),
    ("文山州、文山市各自上报", "文山州=532600 文山市=532601"),
    ("大理州与大理市", "大理州=532900 大理市=532901"),
    ("耿马县、耿马自治县", "耿马县=530926 耿马自治县=530926"),
    ("恩施州下辖恩施市", "恩施州=422800 恩施市=422801"),
    ("科左中旗、准格尔旗", "科左中旗=150521 准格尔旗=150622"),
    ("锡盟12个旗县", "锡盟=152500"),
    ("互助县、大厂县、宽城县", "互助县=630223 大厂县=131028 宽城县=130827"),
    ("河南县在高原上", "河南县=632324"),
    ("海北州、黄南州", "海北州=632200 黄南州=632300"),
    ("宁夏自治区、广西自治区", "宁夏自治区=640000 广西自治区=450000"),
    ("凉山州级财政安排300万元", "凉山州=513400"),
]

CHAINS = [
    ("云南省昆明市官渡区关上街道", "云南省昆明市官渡区+=530111"),
    ("昆明市西山区", "昆明市西山区+=530112"),
    ("昆明禄劝开展试点", "~昆明禄劝+=530128"),
    ("昆明禄劝县", "昆明禄劝县+=530128"),
    ("内蒙古乌兰察布推行", "~内蒙古乌兰察布+=150900"),
    ("北京市朝阳区", "北京市朝阳区+=110105"),
    ("长春市朝阳区", "长春市朝阳区+=220104"),
    ("辽宁朝阳市", "辽宁朝阳市+=211300"),
    ("石家庄市桥西区", "石家庄市桥西区+=130104"),
    ("张家口桥西区", "张家口桥西区+=130703"),
    ("重庆江北区", "重庆江北区+=500105"),
    ("宁波市江北区", "宁波市江北区+=330205"),
    ("南京鼓楼区、徐州鼓楼区", "南京鼓楼区+=320106 徐州鼓楼区+=320302"),
    ("福州鼓楼", "~福州鼓楼+=350102"),
    ("吉林省吉林市船营区", "吉林省吉林市船营区+=220204"),
    ("海南省海口市美兰区", "海南省海口市美兰区+=460108"),
    ("青海省海南州共和县", "青海省海南州共和县+=632521"),
    ("湖南省湘西土家族苗族自治州凤凰县", "湖南省湘西土家族苗族自治州凤凰县+=433123"),
    ("甘肃临夏州东乡县", "甘肃临夏州东乡县+=622926"),
    ("江西抚州东乡区", "江西抚州东乡区+=361003"),
    ("阳泉市城区、阳泉市郊区", "阳泉市城区+=140302 阳泉市郊区+=140311"),
    ("怀化会同县", "怀化会同县+=431225"),
    ("永州道县", "永州道县+=431124"),
    ("桂林资源", "~桂林资源+=450329"),
    ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市", "新疆维吾尔自治区伊犁哈萨克自治州伊宁市+=654002"),
    ("乌鲁木齐市新市区", "乌鲁木齐市新市区+=650104"),
    ("四川成都武侯区", "四川成都武侯区+=510107"),
    ("吉安市吉安县", "吉安市吉安县+=360821"),
    ("巢湖市居巢区", "巢湖市居巢区+=341402"),
    ("湖北十堰郧阳区", "湖北十堰郧阳区+=420304"),
    ("保山市隆阳区", "保山市隆阳区+=530502"),
    ("红河州红河县", "红河州红河县+=532529"),
    ("云南大理", "~云南大理+=532900/532901"),
]

BARE = [
    ("昭通、昆明、迪庆分别投入", "~昭通=530600 ~昆明=530100 ~迪庆=533400"),
    ("红河筹集88万、昭通42万，文山37万", "~红河=532500/532529 ~昭通=530600 ~文山=532600/532601"),
    ("河南、湖南、河北三省", "~河南=410000 ~湖南=430000 ~河北=130000"),
    ("赴上海、浦东考察", "~上海=310000 ~浦东=310115"),
    ("景东、双江、耿马三县", "~景东=530823 ~双江=530925 ~耿马=530926"),
    ("在施甸开展入户走访", "~施甸=530521"),
    ("昌宁等县已全覆盖", "~昌宁=530524"),
    ("从江西、河南来的志愿者", "~江西=360000 ~河南=410000"),
    ("吉林、长春、四平三市", "~吉林=220000/220200 ~长春=220100 ~四平=220300"),
    ("昆明社区工作者", "~昆明=530100"),
    ("昭通乡镇站", "~昭通=530600"),
    ("西安、延安结对", "~西安=610100 ~延安=610600"),
    ("内蒙、西藏、新疆", "~内蒙=150000 ~西藏=540000 ~新疆=650000"),
    ("云南各地", "~云南=530000"),
    ("山西南部的县", "~山西=140000"),
    ("福建设立分中心", "~福建=350000"),
    ("曲靖县区两级", "~曲靖=530300"),
    ("湘西、延边、果洛", "~湘西=433100 ~延边=222400 ~果洛=632600"),
    ("在全国率先", "全国=100000"),
    ("襄樊已更名", "~襄樊=420600"),
    ("其中山东300万元、山西200万元", "~山东=370000 ~山西=140000"),
    ("以上海为例", "~上海=310000"),
]

BOUNDARY = [
    ("上海市民政局、重庆市民政局", "上海市=310000 重庆市=500000"),
    ("上海市民踊跃报名", "~上海=310000"),
    ("昆明市民族宗教委", "昆明市=530100"),
    ("广州市场监管", "~广州=440100"),
    ("昭阳区和镇雄县", "昭阳区=530602 镇雄县=530627"),
    ("大理市县两级", "大理市=532901"),
]

NOT_PLACES = [
    "整合资源，加强合作，振兴乡村",
    "全州上下、全县上下、全市范围",
    "和平年代的平安建设",
    "城区、郊区和主城区",
    "老城区改造和新城区建设",
    "市中心和城中村",
    "新华社消息、东方红小学",
    "通道畅通，互助共济",
    "大方得体、民乐演出",
    "人民团结、改革开放、安居乐业、康乐中心",
    "新建社工站20个",
    "比如关爱行动",
    "中山路、南京路、北京东路",
    "海南北路3号、中山西路一段",
    "长江西路、中华山东路",
    "黄河南岸、太湖北岸",
    "湘南山区",
    "川西山区、滇西山区",
    "文山会海、一二三明确",
    "推广东西部协作经验",
    "幸福建设小组",
    "巩固原有成果",
    "其中卫生站12个",
    "亲自贡献力量",
    "创新乡村治理",
    "美丽水乡、美丽江村",
    "到达州级标准",
    "强大理论武装",
    "资金华而不实",
    "云贵川渝、沪苏浙皖、京津冀",
    "全省民政系统",
    "召开县级会议，担任县长",
    "入户县民政干部陪同",
    "街道县级挂钩",
    "提高县级统筹",
    "应县级要求",
    "与会理事、参会同志",
    "区和县、市和县两级",
    "会同县民政局开展",
    "会同有关部门",
    "服务对象山区老人",
    "年初以来安排督导",
    "各乡镇宁可少做",
    "江北区域、河西区间",
    "昭通县",
    "永昌街道、竹基镇、西山乡",
    "新民村、和平社区、兴隆镇",
    "推动合作市场化",
    "清水镇、芦山镇",
    "确保安全生产、西部地区、东部沿海",
    "经济技术开发区、高新区",
    "大庆典礼",
    "关心老人安康",
    "参加来宾接待",
    "日照时间长",
    "振兴县区公益",
    "社区、园区、校区、厂区",
    "武陵山片区、鄱阳湖畔",
    "院长治理有方、今天水平提高、介绍兴趣小组",
    "确保定期走访，注重庆祝节日，三明显变化",
    "经营口碑、航运城乡、论文山积",
    "面临夏季高温、其中原则性意见、展开封闭管理",
    "千山万水、满城风雨、久治不愈、东躲西藏",
    "在文安驿镇走访",
    "“古城管家”服务队、榕城社工、太平盛世",
    "黄梅戏、沙县小吃",
]

KNOWN_GAPS = [
    pytest.param("桂林资源丰富", "~桂林=450300", id="a word right after its own city"),
    pytest.param("甘南合作社发展", "~甘南=623000/230225", id="合作社 after 甘南"),
    pytest.param("督导施甸工作", "~施甸=530521", id="a bare county in mid-clause, report unknown"),
    pytest.param("赣县、赣县区", "赣县=360721 赣县区=360704", id="a former full name that is the heir's bare name"),
]


@pytest.mark.parametrize(("text", "expected"), FULL)
def test_full_names(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), SUFFIX)
def test_short_names_with_their_level(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chains_are_one_mention_of_the_innermost(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_bare_names(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), BOUNDARY)
def test_where_a_name_ends(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NOT_PLACES)
def test_words_that_are_no_places(text: str) -> None:
    assert told(text) == ""


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), KNOWN_GAPS)
def test_known_gaps(text: str, expected: str) -> None:
    assert told(text) == expected


def test_a_known_report_frees_the_bare_names_of_its_counties() -> None:
    assert told("督导施甸工作", home="530500") == "~施甸=530521"
    assert told("整合资源", home="450300") == "", "but no common word becomes a place"


@pytest.mark.parametrize("division", [d for d in TABLE if d.level == "province"], ids=lambda d: d.name)
def test_every_province_full_and_bare(division) -> None:  # type: ignore[no-untyped-def]
    for name in (division.name, division.short):
        (mention,) = find_places(f"据统计，{name}共有站点。")
        assert mention.quote == name
        assert mention.candidates[0] == division


CITY_TELLS = {"新城区", "站前区", "城厢区", "市中区", "老城区", "城中区", "城东区", "城西区", "城北区", "新市区", "会同县"}
"""Full names that are words; only the city before them makes them places."""


@pytest.mark.parametrize(
    "title",
    ["{}乡镇（街道）社工站总结", "{}城乡社区治理", "{}民政局总结", "关于{}社工的通报", "{}：小站大爱", "{}级财政投入", "{}市场监管局", "{}直属机关",
     "{}（试点）情况", "{}召开推进会", "{}镇街社工站", "{}三年计划", "{}人民政府", "{}街道社工站", "{}农村社工", "{}村级社工室", "{}市民热线"],
)  # fmt: skip
def test_every_full_name_opens_a_title(title: str) -> None:
    names = {d.name for d in TABLE if d.current and len(d.name) > 2} - CITY_TELLS
    missed = [name for name in names if name not in {m.quote for m in find_places(title.format(name))}]
    assert not missed, f"{len(missed)} of {len(names)}"


@pytest.mark.parametrize(
    "division", [d for d in TABLE if d.name.endswith("自治州") and d.current], ids=lambda d: d.short
)
def test_every_autonomous_prefecture_in_three_forms(division) -> None:  # type: ignore[no-untyped-def]
    for name in (division.name, f"{division.short}州", f"{division.short}自治州"):
        (mention,) = find_places(f"去年，{name}共有站点。")
        assert (mention.quote, mention.candidates[0]) == (name, division)
    (bare,) = find_places(f"去年，{division.short}共有站点。")
    assert division in bare.candidates


def test_a_part_of_a_text_keeps_the_offsets_and_sees_what_stands_before() -> None:
    text = "文山州。在昆明市西山区走访。"
    (mention,) = find_places(text, 4, 11)
    assert (mention.quote, mention.span.start) == ("昆明市西山区", 5)
    assert find_places(text, 0, 0) == ()
    assert find_places("") == ()


TOWNSHIPS = [
    ("师宗县竹基镇社工站", "竹基镇"),
    ("隆阳区永昌街道、芒宽彝族傣族乡", "永昌街道 芒宽彝族傣族乡"),
    ("在建设乡走访", "建设乡"),
    ("加强城乡建设乡镇工作", ""),
    ("推进城乡建设街道社区", ""),
    ("各乡镇、各街道、小城镇、民族乡", ""),
    ("乡村振兴", ""),
    ("陈巴尔虎旗鄂温克民族苏木", "鄂温克民族苏木"),
    ("平川镇级财政", ""),
]


@pytest.mark.parametrize(("text", "expected"), TOWNSHIPS)
def test_townships(text: str, expected: str) -> None:
    mentions = find_townships(text)
    assert " ".join(m.quote for m in mentions) == expected
    assert all(m.counties and text[m.span.start : m.span.end] == m.quote for m in mentions)
