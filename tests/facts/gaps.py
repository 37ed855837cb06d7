"""Known gaps of the meaning layer by cause: what a careful reader does and the program does not yet."""

GAPS = {
    # --- linking ---
    "list-units": "two figures side by side (46户98人, 6批84人次): the second loses the verb",
    "respectively": "分别 deals out nouns in order",
    "agent-next-clause": "people before a comma are the agents of the verb behind it",
    "noun-after-loses": "有N个县: the noun after the figure loses to the verb before it",
    "other-noun": "a noun outside the codebook (品牌, 登记注册) leaves its figure to a word near it",
    "part-own-noun": "其中中级社会工作师N名: a part whose own words name an indicator is drawn to its whole's",
    "flow-verb": "争取省级补助: the verb tells the flow, not the noun behind it",
    "class-number": "一类县, 二类县 are no figures",
    "relief-rate": "基本生活保障, 人均每月N元 is relief",
    "wages-of-others": "the pay of a job found for somebody is no money of the subject",
    "level-word": "市级社工总站: 市级 said outright outranks 总站, which is else a county's",
    "dims-two": "two members named together (老年人、儿童、残疾人) make no single one plain",
    # --- parts ---
    "part-sentence": "其中 opening a sentence gives parts of the sentence before, without part_of",
    "part-end": "the reach of 其中 ends with the list, not with the sentence",
    # --- shares ---
    "share-of-sum": "N万元的15%用于督导: the percentage is a share of the sum before it",
    "share-among": "X中，…占N%: the whole stands before 中",
    "share-noun": "the noun right before 占比 is the whole",
    "percent-of": "the noun after N%的 is the whole, whatever the clause says later",
    "multiple-base": "是建站前的3倍: the base of the comparison is taken for what is multiplied",
    # --- regions ---
    "except": "除A外，其他… is about the others",
    "foreign": "a division outside the report's own is taken only at the very start of a clause",
    "visitors": "people of another division on a visit are its figure",
    "place-lost": "names joined by 、 behind 的 give no place",
    "masked-subject": "a masked division inside an open report hides the region of its figure",
    "both-places": "两站共…, 两地合计… after two named places is about both",
    "average-of": "低于全国N人的平均水平: N is the country's",
    "township-short": "a short name of an ethnic township (兴蒙乡) gives no place",
    "home-place": "the report of a township or of one station gives its place only where it is named again",
    "zone-in-list": "a development zone (肇庆高新区) is no division and no place",
    "title-comma": "a title with a comma in it (立足本土，专业赋能——…) is no title",
    # --- times ---
    "reckoned": "两年来 is reckoned from the report's date, where the contract gives none",
    # --- status ---
    "norm-per": "a norm per 万人 is not per station",
    "plan-title": "关于印发《…实施意见》的通知 is a document of plans",
    # --- any text ---
    "single-day": "a single day without a month (6日起) gives no time",
    # --- nouns that are deeds too ---
    "noun-or-deed": "督导 led by its own figure claims the next one as a deed",
    "made-a-role": "做, 当 give people their part as 担任 does",
    "mask-cut": "XX broken by a line end loses an X",
}
