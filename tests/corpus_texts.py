"""Original texts that the files of the reading corpus are made of, and helpers that lay them out."""

from __future__ import annotations

import io
import zipfile

NOTICE = (
    "关于做好冬季清洁取暖工作的通知",
    "各镇人民政府、街道办事处：",
    "清洁取暖关系千家万户。要把好“一门三关”，即质量关、安全关、价格关，确保群众温暖过冬。",
    "一、总体目标",
    "2024年底前完成改造12000户，总投资3.6亿元，散煤全部退出主城区。",
    "二、重点任务",
    "（一）加快管网建设。新建燃气管道86公里，同步建设智慧调度平台。",
    "（二）严格质量监管。对入围设备实行“双随机、一公开”抽查，不合格产品一律下架。",
)
PAPER = (
    "面向低资源方言语音识别的隐马尔可夫模型研究",
    "近年来，隐马尔可夫模型在语音识别、词性标注和基因序列分析中应用广泛，支持向量机、随机梯度下降和生成对抗网络也写进了教科书。",
    "本文在2024年采集的方言语音库上比较隐马尔可夫模型与端到端模型，12个任务中有9个持平；样本越少，隐马尔可夫模型的优势越明显。",
    "实验使用的声学特征为39维梅尔频率倒谱系数，声学建模单元为声韵母，解码采用维特比算法，语言模型为三元文法。",
    "生成对抗网络由生成器与判别器组成，二者交替训练，直到达到纳什均衡，训练过程同样依赖随机梯度下降。",
    "结果表明，当训练语音不足十小时时，隐马尔可夫模型的字错误率比端到端模型低4.7个百分点，参数量只有后者的二十分之一。",
)
TRADITIONAL = (
    "關於推進社區長者食堂建設的報告",
    "社區長者食堂是民生工程。縣將按照「一街一堂」的要求，年底前建成二十家，讓老人在家門口吃上熱飯。",
    "食堂採用中央廚房統一配送，並與社區衛生服務中心聯動，為獨居老人建立健康檔案。",
)
SIMPLIFIED = (
    "关于推进社区长者食堂建设的报告",
    "社区长者食堂是民生工程。县将按照「一街一堂」的要求，年底前建成二十家，让老人在家门口吃上热饭。",
    "食堂采用中央厨房统一配送，并与社区卫生服务中心联动，为独居老人建立健康档案。",
)
PAIRS = (
    ("河长制要求每条河流都有责任人。", "Under the river chief system every river has someone in charge."),
    ("长者食堂实行统一配送。", "Canteens for seniors are supplied centrally."),
    ("双随机、一公开是监管方式。", "Random inspection with public release is a way to supervise."),
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
