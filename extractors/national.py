"""Words by which a page speaks of the whole country: its title, its first lines, the ministry as their source."""

from __future__ import annotations

import re

OF_THE_COUNTRY = re.compile(r"\W*(?:(?:19|20)\d\d年度?)?(?:中国|全国|我国)")
NATIONAL = re.compile(r"全国|我国|中共中央|国务院|各省、自治区")
MINISTRY = re.compile("^(?:[^\n]{0,24}[，：:｜| ])?(?:民政部(?![门署])|中央社会工作部)", re.MULTILINE)
"""Who speaks in the headline speaks of the country."""
MINISTRY_MEETS = re.compile("(?:民政部(?!门|署)|中央社会工作部)在[一-龥]{2,8}?(?:召开|举行|举办|启动)")
OF_MINISTRY = re.compile("(?:据|(?<=[。\n]))民政部(?:统计|数据|公布|介绍)")
