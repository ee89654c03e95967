"""The one list of layers a map can carry: the README's list, and the words for each."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """A layer, or a family of layers whose ids differ in one part.

    Parameters
    ----------
    id : id of the layer in a Scene; ``*`` stands for the part that differs
    zh, en : what people call it
    draws : what it draws, in Chinese, one line for the README
    """

    id: str
    zh: str
    en: str
    draws: str

    def covers(self, layer_id: str) -> bool:
        """Whether a layer of a Scene is of this entry."""
        return fnmatchcase(layer_id, self.id)


# Bottom to top.
LAYERS: Final = (
    LayerInfo("sea", "海洋", "Sea", "海面底色"),
    LayerInfo("land", "陆地", "Land", "各国陆地；资源与指标的分级设色也在这一层"),
    LayerInfo("borders", "国界", "Borders", "国界、争议边界（虚线）与 10 段南海断续线"),
    LayerInfo("fine-land", "精细陆地", "Fine land", "放大后的精细海岸线，按瓦片载入"),
    LayerInfo("admin1", "一级行政区", "First-level units", "放大后的省、州界，按瓦片载入"),
    LayerInfo("fine-borders", "精细国界", "Fine borders", "放大后的精细国界，按瓦片载入"),
    LayerInfo("countries", "国家点选区", "Country areas", "不可见，点选国家与悬停提示用"),
    LayerInfo("prefectures", "市州", "Prefectures", "湖南 14 个市州，按所选计数分级设色"),
    LayerInfo("prefecture-*", "选中市州", "Selected prefecture", "选中市州的轮廓线"),
    LayerInfo("outline-*", "选中国家", "Selected country", "选中国家的轮廓线"),
    LayerInfo(
        "names-*",
        "国名与地名",
        "Names",
        "开图时的国名与放大后的地名，按瓦片载入，互不重叠",
    ),
    LayerInfo(
        "legs-dashed-*",
        "示意区段",
        "Schematic legs",
        "走向不明的区段，画两端间的大圆线，虚线",
    ),
    LayerInfo(
        "legs-solid-*",
        "通道区段",
        "Legs",
        "沿铁路、公路、航道、航线的实际走向画的区段，实线；候选与示意的颜色较浅",
    ),
    LayerInfo("gauges", "换装点", "Gauge changes", "轨距改变、须换装的车站"),
    LayerInfo("borders-crossed", "过境点", "Border crossings", "过境停留的口岸"),
    LayerInfo("trips-*", "动态", "Motion", "沿通道区段缓缓移动的短亮线，可关闭"),
    LayerInfo("plan-other", "其他方案", "Other options", "未选中的规划方案，细而淡"),
    LayerInfo("plan-dashed", "方案示意段", "Schematic option", "选中方案里的示意区段，虚线"),
    LayerInfo("plan-solid", "选中方案", "Chosen options", "选中的规划方案，按方式着色"),
    LayerInfo("stops", "经停", "Stops", "选中方案的起点、换装处与终点"),
    LayerInfo("closed", "已关闭", "Closed gates", "规划时视为关闭的咽喉与口岸"),
    LayerInfo("symbols", "产量符号", "Proportional symbols", "面积与数值成正比的圆"),
    LayerInfo("*-halo", "约略位置", "Vague places", "只精确到城镇、地区的点的光晕"),
    LayerInfo("*-chosen", "选中的点", "Selected point", "选中的点的圆环"),
    LayerInfo("nodes", "节点", "Nodes", "车站、无水港、口岸、海港、河港、机场"),
    LayerInfo("sites", "资源点", "Sites", "矿山、电站、工厂、油气田等"),
    LayerInfo("parks", "园区", "Parks", "境外经贸合作园区"),
    LayerInfo("events", "活动", "Events", "博览会、论坛、对接会的举办地"),
    LayerInfo("projects", "项目", "Projects", "承包、投资、援助与贸易项目"),
    LayerInfo("branchs", "银行网点", "Bank branches", "银行的分行、子行、代表处"),
    LayerInfo("institutions", "机构", "Institutions", "使领馆、经济商务处、商会与湖南驻外机构"),
    LayerInfo("cases", "案例", "Cases", "写明地点的出海案例"),
    LayerInfo("ties", "关联连线", "Ties", "从选中的事物到与它关联的事物的连线，不是路线"),
    LayerInfo("tied", "关联的事物", "Linked things", "与选中的事物关联、有位置的事物"),
    LayerInfo("ways", "两者之间", "Ways between two", "两个事物之间一步步的关联"),
    LayerInfo("near-here", "从这里量起", "Starting point", "量周边服务的起点"),
    LayerInfo("near-straight", "直线距离", "Straight distance", "到最近服务的大圆线，不是路，虚线"),
    LayerInfo("near-road", "公路距离", "Distance by road", "到最近服务的公路"),
    LayerInfo("near-*", "周边服务", "Services nearby", "最近的网点、机构、港口、机场与场站"),
    LayerInfo("gaps", "覆盖缺口", "Coverage gaps", "一定距离内没有某银行网点的国家、园区、项目"),
    LayerInfo("gap-branches", "计入的网点", "Counted branches", "判断缺口时计入的网点"),
    LayerInfo("gap-way", "到最近网点", "To the nearest branch", "从缺口到最近网点的大圆线"),
    LayerInfo("alerts-*", "风险提示", "Alerts", "有提示的地方，形状与颜色表示级别"),
    LayerInfo("zones", "湖南平台", "Hunan zones", "省内的开放平台与园区"),
)


def entry(layer_id: str) -> LayerInfo | None:
    """The entry of a layer of a Scene, the most specific one; None if the list lacks it.

    Parameters
    ----------
    layer_id : id as in the Scene, without the turn number that a renderer appends
    """
    found = [info for info in LAYERS if info.covers(layer_id)]
    return max(found, key=lambda info: len(info.id), default=None)
