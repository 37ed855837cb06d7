"""Which division a figure is about: the report's own, the subject of its sentence, the smallest that holds several."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, read, report, told

from schemas.records import Fact

# Answers: the division, with `@` the place; `None` where the source hides it.

SUBJECTS = """
@ 湖州市
default-is-the-report: 建成社工站【137个】。 => 湖州市
named-county: 德清县建成社工站【26个】。 => 德清县
named-county-after-comma: 各县区积极推进，安吉县建成社工站【15个】。 => 安吉县
named-after-among: 全市建成社工站【137个】，其中长兴县【28个】。 => 湖州市 长兴县
short-names-in-list: 安吉、长兴、德清建成社工站【68个】。 => 湖州市@安吉、长兴、德清
two-joined: 吴兴区和南浔区共有社工【320名】。 => 湖州市@吴兴区、南浔区
three-semicolons: 吴兴区投入【80万元】；南浔区投入【70万元】；德清县投入【90万元】。 => 吴兴区 南浔区 德清县
list-of-counties: 吴兴区【21个】、南浔区【18个】、德清县【26个】。 => 吴兴区 南浔区 德清县
stays-in-paragraph: 德清县建成社工站26个。配备社工【80名】，服务【2.1万人次】。 => 德清县 德清县
ends-with-paragraph: 德清县建成社工站26个。¶配备社工【310名】。 => 湖州市
ends-at-item: 一是德清县建成社工站26个；二是全面投入资金【600万元】。 => 湖州市
ends-at-own-office: 德清县每站投入15万元。今年市财政安排社工站资金【600万元】。 => 湖州市
whole-again: 德清县建成社工站26个。全市累计投入【600万元】。 => 湖州市
our-city-again: 德清县建成社工站【26个】，我市共投入【600万元】。 => 德清县 湖州市
whole-county-after-named: 安吉县推进社工站建设。全县共有社工【92名】。 => 安吉县
whole-district-after-named: 南浔区高度重视。全区建成社工室【140个】。 => 南浔区
our-county-mixed: 长兴县民政局大力推进，我县建成社工站【28个】。 => 长兴县
respectively-shorts: 吴兴、南浔、长兴分别投入【80万元】、【70万元】、【95万元】。 => 吴兴区 南浔区 长兴县
respectively-full: 吴兴区、南浔区、长兴县分别建成社工站【21个】、【18个】、【28个】。 => 吴兴区 南浔区 长兴县
respectively-verb-after: 德清县、安吉县社工站分别达到【26个】和【15个】。 => 德清县 安吉县
and-so-on: 德清、安吉等县共建成社工室【300个】。 => 湖州市@德清、安吉
and-so-on-places: 在德清、安吉等地开展活动【30场】。 => 湖州市@德清、安吉
total-after-list: 吴兴区21个、南浔区18个、德清县26个，合计【65个】社工站。 => 湖州市
the-rest: 吴兴区21个、南浔区18个，其余县区共建成社工站【98个】。 => 湖州市
brackets-of-places: 新建社工站【12个】（德清县【5个】、安吉县【7个】）。 => 湖州市 德清县 安吉县
support-object: 支持安吉县【40万元】用于社工站建设。 => 安吉县
allotted-to: 向长兴县下拨社工站补助资金【60万元】。 => 长兴县
township-with-county: 德清县武康街道社工站服务居民【2600人次】。 => 德清县@武康街道
township-alone: 其中，孝丰镇社工站服务居民【1800人次】。 => 安吉县@孝丰镇
township-then-other: 孝丰镇社工站开展活动【18场】，梅溪镇社工站开展活动【22场】。 => 安吉县@孝丰镇 安吉县@梅溪镇
city-level: 市级财政安排社工站经费【200万元】。 => 湖州市
"""

ABOVE_AND_BEYOND = """
@ 曲靖市
superior-asks: 云南省民政厅要求推进社工站建设，建成社工站【137个】。 => 曲靖市
superior-pays: 争取省级福彩公益金【345万元】。 => 曲靖市
superior-named-pays: 云南省民政厅下拨社工站补助资金【150万元】。 => 曲靖市
superior-as-subject: 全省建成社工站【1400个】，我市建成【137个】。 => 云南省 曲靖市
country-as-subject: 目前，全国建成社工站【2.9万个】。 => 全国
rank-in-province: 社工站覆盖率居全省第一，建成社工站【137个】。 => 曲靖市
guest-institution: 引进昆明市社工机构【3家】。 => 曲靖市
learned-from: 组织【40名】社工赴成都市交流学习。 => 曲靖市
partner-aid: 上海市援助社工站建设资金【90万元】。 => 曲靖市
charity-from-elsewhere: 深圳市慈善基金会捐赠社工站【20万元】。 => 曲靖市
foreign-plain-subject: 邻近的六盘水市建成社工站【92个】。 => 六盘水市 !! foreign
foreign-opens-clause: 玉溪市建成社工站【75个】。 => 玉溪市
university-namesake: 昆明医学院社工系派出实习生【16名】参与社工站服务。 => 曲靖市
road-namesake: 社工站位于北京路，服务居民【800人次】。 => 曲靖市
in-title-of-document: 落实《麒麟区社会工作服务站管理办法》，全市建成社工站【137个】。 => 曲靖市
counties-covered: 覆盖麒麟区、沾益区【31个】乡镇（街道）。 => 曲靖市@麒麟区、沾益区
four-counties: 麒麟、沾益、马龙、宣威投入资金【460万元】。 => 曲靖市@麒麟、沾益、马龙、宣威
compared-with: 与昭通市相比，我市多建社工站【12个】。 => 曲靖市
ethnic-county: 寻甸回族彝族自治县建成社工站【16个】。 => 寻甸回族彝族自治县
"""

WITHIN = """
@ 红河哈尼族彝族自治州
joint-then-one: 个旧市、开远市、蒙自市共建成社工站【42个】，其中蒙自市【16个】。 => 红河哈尼族彝族自治州@个旧市、开远市、蒙自市 蒙自市
bare-names-run: 个旧投入80万元，开远【65万元】，蒙自【120万元】。 => 开远市 蒙自市
township-after-township: 建水县临安镇社工站开展个案【12个】，面甸镇社工站开展个案【9个】。 => 建水县@临安镇 建水县@面甸镇
bureau-of-county: 石屏县民政局投入【36万元】用于社工站建设。 => 石屏县
bureau-then-counties: 州民政局下拨社工站经费【200万元】，其中石屏县【30万元】、泸西县【40万元】。 => 红河哈尼族彝族自治州 石屏县 泸西县
pilot-county: 以弥勒市为试点，建成示范社工站【6个】。 => 弥勒市
meeting-place-then-whole: 在弥勒市召开现场会，全州建成社工站【137个】。 => 红河哈尼族彝族自治州
and-other-border-counties: 元阳县、红河县、绿春县、金平县等边疆县建成社工站【48个】。 => 红河哈尼族彝族自治州@元阳县、红河县、绿春县、金平县
except-county: 除屏边县外，其他12个县市共建成社工站【130个】。 => 红河哈尼族彝族自治州 !! except
full-ethnic-names: 屏边苗族自治县建成社工站【7个】，河口瑶族自治县建成社工站【6个】。 => 屏边苗族自治县 河口瑶族自治县
short-ethnic-names: 屏边县建成社工站【7个】，河口县【6个】，金平县【13个】。 => 屏边苗族自治县 河口瑶族自治县 金平苗族瑶族傣族自治县
in-brackets: （蒙自市）建成社工站【16个】。 => 蒙自市
colon-names: 蒙自市：建成社工站【16个】；开远市：建成社工站【11个】。 => 蒙自市 开远市
dash-names-with-stop: ——蒙自市。建成社工站【16个】。¶——开远市。建成社工站【11个】。 => 蒙自市 开远市
superlative-county: 建成社工站最多的是建水县，达【14个】。 => 建水县
above-provincial-average: 全州社工站覆盖率达95%，高于全省平均水平【12个百分点】。 => 红河哈尼族彝族自治州
share-of-province: 全州共有社工1260名，占全省的【8%】。 => 红河哈尼族彝族自治州
province-arranges-for-us: 省民政厅安排我州社工站补助资金【460万元】。 => 红河哈尼族彝族自治州
aid-from-elsewhere: 上海对口帮扶资金【300万元】用于社工站建设。 => 红河哈尼族彝族自治州
districts-that-send: 上海市徐汇区、长宁区选派社工【12名】到我州驻站。 => 红河哈尼族彝族自治州
agencies-from-elsewhere: 昆明市、玉溪市社工机构【5家】入驻我州。 => 红河哈尼族彝族自治州
brought-from: 从昆明、大理引进督导【8名】。 => 红河哈尼族彝族自治州
list-after-colon: 各县市投入情况：个旧80万元、开远【65万元】、建水【70万元】。 => 开远市 建水县
two-figures-each: 个旧市投入80万元、建成社工站【11个】，开远市投入【65万元】、建成社工站【9个】。 => 个旧市 开远市 开远市
townships-of-two-counties: 蒙自市文澜街道、建水县临安镇社工站服务居民【3200人次】。 => 红河哈尼族彝族自治州@蒙自市文澜街道、建水县临安镇 !! joint-townships
among-counties: 13个县市中，蒙自、个旧、开远【3个】市社工站实现全覆盖。 => 红河哈尼族彝族自治州@蒙自、个旧、开远
rank-then-whole: 蒙自市建成社工站16个，居全州首位；全州共建成【137个】。 => 红河哈尼族彝族自治州
all-city-means-named: 蒙自市社工站建设走在全省前列，全市建成社工站【16个】，配备社工【48名】。 => 蒙自市 蒙自市
each-township-of-counties: 全县各乡镇社工站开展活动【30场】。 => 红河哈尼族彝族自治州
that-county: 泸西县率先突破。目前，该县建成社工站【8个】，我州其他县市也在推进。 => 泸西县
that-county-then-whole: 泸西县率先突破，该县建成社工站【8个】，全州建成【137个】。 => 泸西县 红河哈尼族彝族自治州
universities: 云南财经大学、红河学院选派社工专业学生【36名】实习。 => 红河哈尼族彝族自治州
federation-in-county: 云南省社会工作联合会在建水县开展督导【6次】。 => 建水县
items-in-a-paragraph: 一是州级统筹。投入社工站资金【200万元】。二是县级落实。石屏县投入【36万元】。三是强化培训。培训社工【320人】。 => 红河哈尼族彝族自治州 石屏县 红河哈尼族彝族自治州
clause-runs-on: 泸西县投入60万元，购买社工服务；为12个社工站配备社工【36名】。 => 泸西县
township-then-whole: 石屏县异龙镇社工站服务居民【2600人次】。全州共服务【18万人次】。 => 石屏县@异龙镇 红河哈尼族彝族自治州
that-station: 石屏县异龙镇社工站服务居民2600人次。该站现有社工【4名】。 => 石屏县@异龙镇
visitors: 昆明安宁市社工站负责人一行【12人】到我州考察社工站。 => 红河哈尼族彝族自治州 !! visitors
@ 云南省
three-cities-of-province: 昆明、曲靖、玉溪三市共建成社工站【420个】。 => 云南省@昆明、曲靖、玉溪
runs-with-short-prefectures: 红河统筹州级福彩公益金【345万元】、昭通【254万元】，文山【208万元】。 => 红河哈尼族彝族自治州 昭通市 文山壮族苗族自治州
dealt-out-short-prefectures: 昭通、昆明、迪庆分别整合各类资金【9000余万元】、【2200余万元】、【1000余万元】用于社工站建设。 => 昭通市 昆明市 迪庆藏族自治州
districts-behind-their-city: 昆明市五华区、官渡区建成社工站【26个】。 => 昆明市@昆明市五华区、官渡区
prefecture-short-forms: 楚雄州建成社工站【103个】，大理州建成社工站【110个】。 => 楚雄彝族自治州 大理白族自治州
bare-prefecture-opens: 楚雄建成社工站【103个】。 => 楚雄彝族自治州
county-behind-its-city: 曲靖市会泽县投入社工站资金【80万元】。 => 会泽县
dealt-out-shares: 怒江州、迪庆州社工站覆盖率分别为【60%】和【72%】。 => 怒江傈僳族自治州 迪庆藏族自治州
and-other-places: 昆明、玉溪等地社工站开展服务【6.8万人次】，保山市开展服务【1.2万人次】。 => 云南省@昆明、玉溪 保山市
among-cities: 全省16个州（市）中，昆明市投入最多，达【1.2亿元】，用于社工站建设。 => 昆明市
places-before-a-comma: 滇西片区的保山、德宏、怒江，共建成社工站【180个】。 => 云南省@保山、德宏、怒江 !! place-lost
@ 麒麟区
townships-after-colon: 全区建成社工站【16个】，其中：南宁街道【1个】、三宝街道【1个】。 => 麒麟区 麒麟区@南宁街道 麒麟区@三宝街道
city-arranges-for-district: 曲靖市民政局安排我区社工站经费【30万元】。 => 麒麟区
city-meeting-in-district: 全市社工现场会在我区召开，参会【120人】。 => 麒麟区
city-then-district: 曲靖市建成社工站137个，我区建成【16个】。 => 麒麟区
city-as-subject: 曲靖市共建成社工站【137个】，我区建成16个。 => 曲靖市
village-in-township: 益宁街道金麟社区社工站服务居民【860人次】。 => 麒麟区@益宁街道
@ 晋江市
both-stations: 青阳街道社工站走访老人120户，梅岭街道社工站服务残疾人46人次，两站共开展活动【88场】。 => 晋江市 !! both-places
@ 柳州市
first-of-four-districts: 城中区、鱼峰区、柳南区、柳北区持证社工【2043人】。 => 柳州市@城中区、鱼峰区、柳南区、柳北区 !! place-first
most-of-county: 五县中，融水县持证社工最多，有【268人】。 => 融水苗族自治县
@ 晋中市
that-city-is-the-whole: 市慈善总会向榆次区、太谷区的15个社工站捐赠150万元。该市已累计投入善款【480万元】。 => 晋中市 !! that-city
@ 甘肃省
country-average: 全省每万人持证社工3人，低于全国【5人】的平均水平。 => 全国 !! average-of
country-then-province: 全国平均每个社工站【4.2人】，我省只有【2.6人】。 => 全国 甘肃省
all-over: 平凉、庆阳、定西、陇南均超过【80个】社工站。 => 甘肃省@平凉、庆阳、定西、陇南
district-for-years: 天水市秦州区连续3年将社工站经费列入预算，每年安排【200万元】。 => 秦州区
county-on-top: 酒泉市每站每年安排运营经费12万元，瓜州县再配套【5万元】。 => 瓜州县
@ 通海县
short-ethnic-township: 兴蒙乡社工站培训志愿者【80人次】。 => 通海县@兴蒙乡 !! township-short
list-item-township: - 九龙街道：社工站入户走访【326户】。 => 通海县@九龙街道
@ 白山市
counties-in-brackets: 建成社工站73个(其中:浑江区【16个】、长白县【12个】)。 => 浑江区 长白朝鲜族自治县
township-after-county: 抚松县投入社工站资金260万元。泉阳镇社工站覆盖【12个】村。 => 抚松县@泉阳镇
@ 本溪满族自治县
rank-is-no-whole: 小市镇社工站面积320平方米，是全县最大的社工站，共有工作人员【6名】。 => 本溪满族自治县@小市镇 !! rank-whole
three-levels-of-government: 省、市、县三级累计投入社工站资金【312万元】。 => 本溪满族自治县
@ 湖州市
word-names-in-brackets: 建成社工站（安吉【15个】、长兴【28个】）。 => 安吉县 长兴县
resources-are-no-county: 整合资源、资金，投入【80万元】。 => 湖州市
zone-after-counties: 德清县建站【4个】、安吉县【7个】、湖州经开区【1个】。 => 德清县 安吉县 湖州市@湖州经开区
nameless-zone: 吴兴区投入【80万元】，开发区投入【20万元】。 => 吴兴区 湖州市@开发区
zone-as-a-theme: 安吉县推进示范区建设，投入【90万元】。 => 安吉县
whole-of-last-named: 2021年以来，德清县大力推进社工站建设。¶同时，壮大队伍。全县共有持证社工【816名】。 => 德清县
street-doubled-in-the-list: 江汉区满春街道社工站服务【846人次】。 => 江汉区@满春街道
bracket-ends-with-its-places: 建成社工站【17个】（德清县【6个】、安吉县【2个】），在站社工【38人】。 => 湖州市 德清县 安吉县 湖州市
national-system-is-no-country: 全市在“全国志愿服务信息系统”注册志愿者【8.2万名】。 => 湖州市
supplier-from-elsewhere: 供应商：杭州市西湖区同心社会工作师事务所；服务范围：全县【6个】镇社工站。 => 湖州市
name-in-quotes: 开展“爱在安吉”等活动【72场】。 => 湖州市
sister-district-pays: 上海市静安区对口帮扶资金【15万元】。 => 湖州市
@ 肇庆市
zone-dealt-out: 端州区、鼎湖区、肇庆高新区分别建站【4个】、【7个】、【1个】。 => 端州区 鼎湖区 肇庆市@肇庆高新区 !! zone-in-list
zone-alone: 肇庆高新区建成社工站【1个】。 => 肇庆市@肇庆高新区
district-among-rates: 全市通过率29%，其中：怀集县通过【78人】。 => 怀集县
visits-to-counties: 调研组深入四会市、广宁县的【9个】社工站。 => 肇庆市@四会市、广宁县
"""  # noqa: E501


@pytest.mark.parametrize(
    ("home", "text", "answers"), [*cases(SUBJECTS), *cases(ABOVE_AND_BEYOND), *cases(WITHIN)]
)
def test_subject_of_a_sentence(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(report(text, home)), where)
    assert found == answers, " ".join(found)


def where(fact: Fact) -> str:
    return f"{fact.region}@{fact.place}" if fact.place else str(fact.region)


# The whole file is given here; `home` is its name.
HOMES = """
@ 汇报.txt
title: 大理州乡镇社工站建设情况汇报¶（2022年9月）¶共建成社工站【110个】。 => 大理白族自治州
title-full-name: 恩施土家族苗族自治州社会工作服务站建设报告¶共建成社工站【88个】。 => 恩施土家族苗族自治州
title-county: 旬阳市社会工作服务站工作总结¶共建成社工站【21个】。 => 旬阳市
title-district-of-city: 成都市青羊区社会工作站建设情况汇报¶共建成社工站【14个】。 => 青羊区
title-province: 甘肃省乡镇（街道）社工站建设情况报告¶共建成社工站【1360个】。 => 甘肃省
title-country: 全国乡镇（街道）社工站建设情况通报¶共建成社工站【2.1万个】。 => 全国
title-league: 锡林郭勒盟社工站建设情况汇报¶共建成社工站【60个】。 => 锡林郭勒盟
title-banner: 鄂托克旗社工站建设情况汇报¶共建成社工站【6个】。 => 鄂托克旗
body-line: 关于乡镇社工站建设情况的汇报¶岳阳市民政局¶（2022年3月）¶共建成社工站【140个】。 => 岳阳市
body-over-title: 湖南省社工站“禾计划”推进会交流材料¶浏阳市民政局¶（2022年3月）¶共建成社工站【32个】。 => 浏阳市
mentions: 社会工作服务站工作汇报¶近年来，钦州市民政局大力推进社工站建设，我市建成社工站【66个】。 => 钦州市
mentions-of-counties: 社会工作服务站工作汇报¶我市大力推进社工站建设。灵山县、浦北县率先建站。全市共建成社工站【66个】。 => 钦州市
title-township: 武康街道社会工作站工作总结¶全年服务居民【2600人次】。 => 德清县
masked-title: **市民政局关于社会工作服务站建设情况的汇报¶（2023年）¶全市建成社工站【80个】。 => None
masked-cross: XX县社会工作服务站工作汇报¶全县建成社工站【12个】。 => None
masked-mou: 某市社会工作服务站工作汇报¶全市建成社工站【80个】。 => None
masked-body: 社会工作服务站工作汇报¶**市建成社工站【80个】，**市财政投入300万元。 => None
masked-county-in-open-city: 汕尾市社会工作服务站工作汇报¶**县建成社工站【12个】。 => None !! masked-subject
unknown: 社会工作服务站工作汇报¶建成社工站【80个】。 => None
signed-below: 把家安在山脚下¶搬迁安置点上建起社工站，服务群众【860人次】。¶（湖州市德清县民政局供稿，2023年5月） => 德清县
helpers-in-the-title: 上海社工服务团绵竹灾后服务情况¶服务团由上海市社工协会派出。在绵竹市设站，我市配合推进。¶绵竹市乡镇中走访受灾家庭【3400户】。 => 绵竹市
street-of-doubled-name: 满春街道社工站工作简报¶2021年第7期¶开展服务【31场次】。 => 江汉区@满春街道 !! home-place
who-speaks-of-its-counties: 在社工站推进会上的讲话¶全市149个乡镇社工站全部挂牌，全市投入【2235万元】。永济市探索“站所合一”。各县（市、区）要压实责任，我市要走在前列。¶全市持证社工达到【502人】。 => 运城市 运城市
of-county-and-its-city: 结对帮困社会工作服务项目结项报告¶一、项目基本信息¶项目实施单位：湖州市春芽社会工作服务中心¶项目实施地：湖州市安吉县¶二、成效¶项目组走进安吉县6个村，服务留守儿童【230名】，做法在全市推广。 => 安吉县
@ 潍坊市社工站汇报.txt
file-name: 社会工作服务站工作汇报¶建成社工站【80个】。 => 潍坊市
title-over-file-name: 寿光市社会工作服务站工作汇报¶建成社工站【15个】。 => 寿光市
township-report: 五里桥街道社工站工作情况¶上海市黄浦区¶（2023年7月）¶上半年新开个案【18个】。 => 黄浦区@五里桥街道 !! home-place
township-in-district-title: 黄浦区五里桥街道社工站工作情况¶（2023年7月）¶站内现有社工【12人】。 => 黄浦区@五里桥街道 !! home-place
banner-above-names: 扎鲁特旗社会工作服务站工作总结¶我旗争取自治区级补助资金60万元、通辽市级资金【40万元】、旗本级配套【20万元】。 => 扎鲁特旗 扎鲁特旗
masked-district-of-city: **市**区社工站建设情况汇报¶我区建成社工站【14个】，**街道社工站开展活动【56场】。 => None None
"""  # noqa: E501


@pytest.mark.parametrize(("name", "text", "answers"), cases(HOMES))
def test_home_of_a_report(name: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(text, name), where)
    assert found == answers, " ".join(found)


SEVERAL = """
@ 汇编.txt
two-reports: 株洲市社会工作服务站建设情况汇报¶（2022年5月）¶全市建成社工站【96个】，社会工作者人才队伍不断壮大。各县市区均成立社工站管理机构，制度建设不断完善。¶衡阳市社会工作服务站建设情况汇报¶（2022年5月）¶全市建成社工站【152个】，社会工作者人才队伍不断壮大。各县市区均成立社工站管理机构，制度建设不断完善。 => 株洲市 衡阳市
attachments: 材料一¶株洲市社会工作服务站建设情况汇报¶（2022年5月）¶全市建成社工站【96个】，社会工作者人才队伍不断壮大。各县市区均成立社工站管理机构，制度建设不断完善。¶材料二¶衡阳市社会工作服务站建设情况汇报¶（2022年5月）¶全市建成社工站【152个】，社会工作者人才队伍不断壮大。各县市区均成立社工站管理机构，制度建设不断完善。 => 株洲市 衡阳市
headlines: 各地社工站建设动态¶长春市：社工站建设全面提速¶近日，市民政局召开社工站建设推进会，明确全年任务，目前已建成社工站【58个】，配备专职社工一批。¶吉林市：打造社工服务新阵地¶近日，市民政局组织社工站负责人开展专题培训，目前已建成社工站【44个】，社工服务不断深入。 => 长春市 吉林市
county-under-province: 青海省社工站建设经验汇编¶（2022年）¶西宁市社工站建设情况汇报¶全市建成社工站【50个】，社会工作者人才队伍不断壮大，各县区均成立社工站管理机构，制度不断完善，社会工作专业服务有序开展。 => 西宁市
news-over-their-dates: 株洲市社工站建设情况汇报¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【96个】。¶搭起连心桥 尉氏县社工站项目初见成效¶2021-12-17¶四个乡镇的社工站走进村组，共走访服务对象【109人】，其中低保对象【35人】，还协助老人办理高龄津贴。 => 株洲市 尉氏县 尉氏县
news-by-their-first-words: 株洲市社工站建设情况汇报¶全市大力推进社工站建设，社会工作人才队伍不断壮大，制度建设不断完善。建成社工站【96个】。¶“四融”助推社工站升级¶本报讯（记者 赵小田）11月20日，金华市社工站民生服务融合体系现场交流会召开，全市社工站走访困难家庭【265户】。 => 株洲市 金华市
signed-reports: 保山市社工站建设情况汇报¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【72个】。¶保山市民政局¶2022年4月8日¶玉溪市社工站建设情况汇报¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【75个】。¶玉溪市民政局¶2022年4月9日 => 保山市 玉溪市
signed-and-dated-above: 保山市社工站建设情况汇报¶（2022年4月）¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【72个】。¶玉溪市社工站建设情况汇报¶（2022年4月）¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【75个】。¶昭通市社工站建设情况汇报¶（2022年4月）¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【95个】。 => 保山市 玉溪市 昭通市
numbered-places: 云南省社工站建设经验汇编¶1.保山市¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【72个】。¶2.玉溪市¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【75个】。 => 保山市 玉溪市
places-as-headings: 云南省社工站建设情况¶一、保山市¶截至6月底，建成社工站【72个】，社会工作人才队伍不断壮大。¶二、玉溪市¶截至6月底，建成社工站【75个】，社会工作人才队伍不断壮大。 => 保山市 玉溪市
bracket-headings: 云南省社工站建设情况¶（一）保山市。截至6月底，建成社工站【72个】。¶配备社工【216名】。¶（二）玉溪市。截至6月底，建成社工站【75个】。 => 保山市 保山市 玉溪市
comma-title: 立足本土，专业赋能¶——保山市社工站建设经验¶保山市民政局¶（2022年4月）¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。建成社工站【72个】。 => 保山市
"""  # noqa: E501


@pytest.mark.parametrize(("name", "text", "answers"), cases(SEVERAL))
def test_several_reports_in_one_file(name: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(text, name), where)
    assert found == answers, " ".join(found)


def test_a_fact_carries_the_code_of_its_division() -> None:
    facts = read(report("德清县建成社工站26个，全市137个。")).facts
    assert [(f.region, f.adcode) for f in facts] == [("德清县", "330521"), ("湖州市", "330500")]


def test_a_fact_names_the_words_that_told_its_division() -> None:
    text = report("德清县建成社工站26个。")
    (fact,) = read(text).facts
    (evidence,) = [e for e in fact.evidence if e.field == "region"]
    assert evidence.span is not None
    assert text[evidence.span.start : evidence.span.end] == "德清县"
