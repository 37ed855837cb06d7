"""Whose report a page is, by what its title and its text say: one page a row, with one figure that takes its division.

A title's division decides every figure of its page, so the heads that pages have are told here one by one: sites and
papers, honours, meetings and visits, townships, offices without a name, feet and forms.
"""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, read, told

from schemas.records import Fact

PAGES = """
@ 网页.txt
paper-of-the-city: 全省社工站建设现场会在我市召开¶林晓 2022-6-14 09:21 绍兴晚报 2210¶6月13日，全省社工站建设现场会在我市召开。今年以来，市委、市政府高度重视。目前，全市已建成社工站【103个】。¶会上，市民政局作介绍，诸暨市民政局作交流发言。 => 绍兴市
paper-and-own-county: 山乡的社工¶丽水晚报 特别报道¶从遂昌县城出发，山路弯弯。2020年，县民政局在乡镇建社工站【20个】。 => 遂昌县
honour-of-the-province: 塘下镇社工站荣获浙江省“示范社工站”称号¶发布日期：2023-05-09 来源：瑞安新闻网¶近日，省民政厅公布名单。温州市瑞安市塘下镇社工站入选。¶该站共开展个案【18个】。 => 瑞安市
honour-then-own-name: 桐庐县获评全国社会工作服务示范地区¶近日，民政部公布名单。全县建成社工站【14个】。 => 桐庐县
ministry-meets: 民政部在合肥召开社会工作推进会¶5月8日，民政部在合肥召开社会工作推进会，安徽省副省长致辞。会议指出，社会工作者总量达到【120万人】，其中持证【60万人】。 => 全国 全国
foot-of-the-publisher: 民政部：加快社工站建设¶据统计，全国已建成社工站【2.1万余个】。今年，社会工作者职业水平考试报名人数达到【88万】。¶版权所有 浙江都市快讯传媒有限公司 浙ICP备07000001号 => 全国 全国
earthquake-elsewhere: 新华社北京5月2日电 截至今年4月底，全国注册志愿者达到【4万人】。参加汶川特大地震救援的志愿者超过【800名】，玉树地震灾区也有他们的身影。 => 全国 全国
years-after-the-earthquake: 汶川地震十年¶汶川地震后，绵竹市社工机构发展到【20家】，有社工【360人】。 => 绵竹市 绵竹市
site-that-reports: 市福利中心参加社工日宣传¶中国台州网3月21日消息 昨天是国际社工日。据介绍，近年来我市社会工作快速发展，专业人才已突破【1.2万人】。 => 台州市
bare-station-honoured: 莲塘社工站荣获浙江省“示范社工站”称号¶发布日期：2023-05-09 来源：瑞安新闻网¶近日，省民政厅公布名单。温州市瑞安市塘下镇社工站入选。¶该站共开展个案【18个】。 => 瑞安市
seen-from-the-province: 湖南民政 | 资兴：社工站建在百姓家门口¶2022-08-03 17:20¶资兴市民政局供稿¶全市建成社工站【13个】。 => 资兴市
column-of-the-province: 湖南日报丨桂阳县：用好社工站 服务一老一小¶来源：湖南日报·新湖南客户端 2022-08-03¶桂阳县建成社工站【22个】。 => 桂阳县
numbered-bulletin: 民政工作简报¶第15期¶安仁县民政局办公室 2022年8月5日¶社工站建设情况¶全县建成社工站【13个】。 => 安仁县
file-number: 宜章县民政局文件¶宜民发〔2022〕18号¶关于印发《宜章县社工站管理办法》的通知¶目前，全县建成社工站【19个】。 => 宜章县
reply-letter: 对市政协五届三次会议第88号提案的答复¶尊敬的王委员：¶您提出的《关于加快社工站建设的建议》收悉。目前，全市建成社工站【96个】。¶郴州市民政局¶2022年6月30日 => 郴州市
path-only: 首页 > 永兴县民政局 > 部门动态¶社工进村入户送温暖¶2022-01-18¶社工站走访老人【86名】。 => 永兴县
site-name-first: 嘉禾县人民政府门户网站¶社工站运行一年回头看¶发布时间：2022-03-11¶全县社工站开展个案【120个】。 => 嘉禾县
foot-form: 社工站运行一年回头看¶发布时间：2022-03-11¶全县社工站开展个案【120个】。¶主办：临武县民政局 电话：0735-6300000 => 临武县
team-from-elsewhere: 深圳社工走进汝城县开展“暖冬”行动¶2021-05-20¶全县社工站【15个】，均有督导跟进。 => 汝城县
visit-of-others: 贵州省考察团来郴州市学习社工站建设经验¶2021-05-20¶据介绍，我市建成社工站【158个】。 => 郴州市
province-event-held-here: 全省社工宣传周启动仪式在衡阳市举行¶2021-03-16¶据了解，全省建成社工站【1940个】。 => 湖南省
street-of-district: 天心区坡子街街道社工站年度工作总结¶2022年，社工站开展小组【14个】。 => 天心区
station-of-town-with-county: 攸县网岭镇社工站半年工作小结¶上半年，社工站开展小组【14个】。 => 攸县
community-of-city: 长沙市雨花区砂子塘街道某社区社工室服务汇报¶社工室开展活动【33场】。 => 雨花区
project-tender: 茶陵县乡镇社工站项目采购公告¶采购人：茶陵县民政局¶项目预算【260万元】。 => 茶陵县
two-line-title: 深化“五社联动” 增进民生福祉¶——炎陵县社工站建设纪实¶全县建成社工站【10个】。 => 炎陵县
quote-title: “小站点”连着“大民生”——记醴陵市社工站¶全市建成社工站【24个】。 => 醴陵市
region-behind-colon: 社工站建设巡礼：渌口区¶全区建成社工站【8个】。 => 渌口区
district-of-same-name: 长沙市岳麓区社工站建设情况¶全区建成社工站【18个】。 => 岳麓区
same-name-by-city: 南京市鼓楼区社工站建设情况¶全区建成社工站【13个】。 => 鼓楼区
prefecture-banner: 阿拉善左旗社工站建设情况¶全旗建成社工站【15个】。 => 阿拉善左旗
corps: 新疆生产建设兵团第八师石河子市社工站建设情况¶全市建成社工站【9个】。 => 石河子市
autonomous-short: 恩施州社工站建设情况¶全州建成社工站【90个】。 => 恩施土家族苗族自治州
autonomous-county-short: 景宁县社工站建设情况¶全县建成社工站【21个】。 => 景宁畲族自治县
province-short: 赣州：社工站实现全覆盖¶全市建成社工站【286个】。 => 赣州市
paper-lead: 本报常德讯 近日，记者从市民政局获悉，全市建成社工站【168个】，配备社工【420名】。 => 常德市 常德市
agency-lead: 新华社合肥5月6日电（记者某）记者从安徽省民政厅获悉，全省建成社工站【1512个】。 => 安徽省
agency-lead-of-county: 中新网丽水5月6日电（记者某）在浙江省庆元县，社工站已建成【19个】。 => 庆元县
learnt-from-office: 记者昨日从永州市民政局获悉，全市已建成社工站【179个】。 => 永州市
honour-list: 岳阳市3个社工站入选湖南省“五星级”社工站¶全市建成社工站【140个】。 => 岳阳市
held-against: 对标浙江经验 桃江县社工站提质升级¶全县建成社工站【15个】。 => 桃江县
rank: 全省第一！娄底市持证社工总数突破新高¶全市持证社工达【3120人】。 => 娄底市
office-and-one-name: 12月3日，市民政局组织专家对年度社会工作项目进行评估。¶专家听取了【16个】社工站的汇报，对乐清市社会工作项目给予高度评价。 => 乐清市
street-of-a-countys-name: 〖青山〗社工迎新春¶2019-01-28¶近日的厦门暖意融融，青山街社工站开展慰问活动，走访老人【43户】。 => 厦门市
streets-in-a-list: 我区今年新建社工站¶2021-04-01¶去年，我区在青山、莲塘等街道建成首批站点，今年计划新建【6家】。 => None
byline-of-a-paper: 塘下镇社工站：三步走¶王某 李某   浙江日报·新浙江客户端   2025-04-21 18:29:26¶浙江日报·新浙江客户端通讯员 王某 李某¶近日，温州市瑞安市塘下镇社工站推出新做法，为老人、儿童和困难家庭提供服务，得到好评，居民纷纷点赞。¶社工站走访居民【240名】。 => 瑞安市
by-the-ministrys-count: 本周是社会工作宣传周。据民政部统计，2020年，各地投入社会工作资金【52亿元】。¶在广州市，一家服务中心的老人也当起了义工。 => 全国
come-back-from-afar: 区民政局2020年工作总结¶一、疫情防控¶目前，我区有社工站【11个】。圆满完成新疆喀什返京人员的接转工作。 => None
honour-of-a-year: 连云港市福彩中心志愿项目获奖¶“暖心寻访”入选2021年度江苏省优秀志愿服务项目。活动投入福彩公益金【120万元】。 => 连云港市
agency-with-the-name-of-a-county: 苏州通河社工服务 通河社工禁毒项目2021年度工作总结¶2022-01-17¶项目组家访【52人次】，开展宣传【42场】。 => 苏州市 苏州市
where-it-lies: 嘉兴市社会组织孵化园运行情况¶孵化园位于南湖区解放街道，面积1300平方米。孵化园自运营以来，孵化社区社会组织【14个】。 => 嘉兴市
examination-of-the-country: 二十万人考过社工证¶本报6月12日电¶2018年全国社会工作者职业水平考试顺利举行，报考总人数为【41万人】。报考人数居前的是：浙江【8万人】、广东【6万人】、江苏【4万人】。 => 全国 浙江省 广东省 江苏省
where-the-writer-sits: 宁夏社工机构“牵手计划”惠及群众¶银川10月21日电（记者 李明）截至目前，计划服务特殊困难群体【1.2万人】。 => 宁夏回族自治区
bureau-that-others-share-its-name: 2022年，南山区民政局认真履职，社会工作再上台阶。¶全区建成社工站【18个】。北京流浪人员返乡一事处置稳妥，救助【36人】。 => 南山区 南山区
told-by-the-ministry: 社工宣传周到来¶社工宣传周本周到来。民政部统计，2016年各地投入社会工作的资金总量为【41亿元】。在广州市一家社工中心，老人得到了帮助。 => 全国
one-of-several-of-that-name: 鼓楼区乡镇（街道）社工站建设情况汇报¶目前，全区建成社工站【13个】。 => 鼓楼区
"""  # noqa: E501


def where(fact: Fact) -> str:
    return str(fact.region)


@pytest.mark.parametrize(("name", "text", "answers"), cases(PAGES))
def test_whose_report_a_page_is(name: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(text, name), where)
    assert found == answers, " ".join(map(str, found))


def test_a_division_whose_name_others_bear_has_no_code() -> None:
    extraction = read("朝阳区社工站建设情况汇报\n全区建成社工站13个，其中洼里镇1个。\n")
    assert {fact.region for fact in extraction.facts} == {"朝阳区"}
    assert {fact.adcode for fact in extraction.facts} == {None}
    assert [row.region for row in extraction.reports] == [None]
