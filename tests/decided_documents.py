"""Invented work reports of an invented county, as many as a test wants."""

from __future__ import annotations

import random

_PLACES = ["枫桥", "雾岭", "澄江", "渡口", "石坝", "松溪", "云台", "竹坪"]
_KINDS = [
    "水文",
    "气象",
    "冷链",
    "种苗",
    "灌溉",
    "充电",
    "菌菇",
    "茶叶",
    "船舶",
    "轴承",
    "古村",
    "研学",
    "碳汇",
    "数据",
]
_THINGS = [
    "监测站",
    "服务中心",
    "示范园",
    "产业链",
    "管理平台",
    "交易市场",
    "修复工程",
    "保险制度",
    "培训基地",
    "调度系统",
]
_SHORT = [("一站两廊", ["文化站", "生态长廊", "书香长廊"]), ("三园一链", ["种业园", "物流园", "数字园", "茶产业链"])]
_SENTENCES = [
    "{place}{kind}{thing}今年完成改造，{kind}{thing}的运行费用由县财政承担。",
    "要加快建设“{kind}{thing}”，推动{place}{kind}产业集聚。",
    "{kind}{thing}（以下简称“{place}{short}”）已有{number}户登记，{place}{short}每月公布名单。",
    "围绕{kind}、{other}两个方向，{place}布局{kind}{thing}和{other}{thing}。",
    "抓好“{name}”，即{members}。",
    "会议听取了{kind}{thing}的汇报，要求{other}{thing}在{number}月前投用。",
]


def corpus(chance: random.Random, count: int) -> list[str]:
    """So many documents of some 25 sentences each; terms recur across them."""
    return [_document(chance) for _number in range(count)]


def _document(chance: random.Random) -> str:
    place = chance.choice(_PLACES)
    lines = [f"{place}县{chance.choice(_KINDS)}工作要点"]
    for _number in range(25):
        name, members = chance.choice(_SHORT)
        thing = chance.choice(_THINGS)
        lines.append(
            chance.choice(_SENTENCES).format(
                place=chance.choice(_PLACES),
                kind=chance.choice(_KINDS),
                other=chance.choice(_KINDS),
                thing=thing,
                short=thing[-2:],
                number=chance.randint(3, 60),
                name=name,
                members="、".join(members[:-1]) + "和" + members[-1],
            )
        )
    return "\n".join(lines) + "\n"
