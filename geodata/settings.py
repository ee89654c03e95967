"""Settings, each from an environment variable ``HOA_…`` or its default."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic import ValidationError as Invalid
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from geodata.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What an office may want to change without touching the code.

    The descriptions are the text of the table in the README.
    """

    model_config = SettingsConfigDict(
        env_prefix="HOA_", env_file=None, frozen=True, extra="ignore", validate_default=True
    )

    data_dir: Path = Field(
        default=ROOT / "data", description="数据版本（release）所在文件夹；构建写入这里"
    )
    tables_dir: Path = Field(
        default=ROOT / "geodata" / "tables", description="数据表（CSV）与边界底稿所在文件夹"
    )
    guides_dir: Annotated[Path | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None,
        description="国别指南 PDF 所在文件夹，按国家代码（如 KEN）分；留空为 data_dir 下的 guides",
    )
    boundary_view: str = Field(default="cn", description="边界画法；cn 为中国官方画法")
    review_number: str = Field(
        default="", description="审图号，显示在每张地图下方；留空则显示“未送审，仅供内部研究”"
    )
    host: str = Field(
        default="127.0.0.1", description="网页服务监听的地址；0.0.0.0 表示对局域网开放"
    )
    port: int = Field(default=8501, ge=1, le=65535, description="网页服务的端口")
    default_locale: str = Field(
        default="zh", pattern="^(zh|en)$", description="默认界面语言：zh 或 en"
    )
    stale_years: int = Field(default=5, ge=1, description="事实早于多少年即标为“可能已过时”")
    today: Annotated[date | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None,
        description="提示按哪一天计算，如 2026-11-21；留空为本机当天（演示、核对时用）",
    )
    public_url: str = Field(
        default="",
        description="外部访问本站的地址，如 https://atlas.example.cn；简报中的二维码指向它，"
        "留空时用浏览器里的地址",
    )
    alert_thresholds: str = Field(
        default="",
        description='改写风险提示规则的阈值，JSON，如 {"event-soon": 60}；规则见 alert_rules.csv',
    )
    build_wait_s: float = Field(
        default=120.0, ge=0, description="另一次构建正在进行时，最多等待多少秒"
    )

    rule_thresholds: dict[str, float] = Field(
        default={},
        description='关联规则的阈值，JSON，如 {"park-project": 80}；规则见 relation_rules.csv',
    )

    def __hash__(self) -> int:
        """Settings may be part of a key though one of them is a mapping."""
        return hash(self.model_dump_json())

    @property
    def review_text(self) -> str:
        """The line that every map carries about its review."""
        return f"审图号：{self.review_number}" if self.review_number else "未送审，仅供内部研究"


def settings() -> Settings:
    """Settings as the environment has them now.

    Raises
    ------
    UsageError
        If a variable holds a value that makes no sense.
    """
    try:
        return Settings()
    except SettingsError as unread:
        raise UsageError(
            "环境变量 HOA_RULE_THRESHOLDS 不是 JSON 对象",
            remedy='写成如 {"park-project": 80}，或清除这个环境变量后再试',
        ) from unread
    except Invalid as invalid:
        first = invalid.errors()[0]
        name = "HOA_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(
            f"环境变量 {name} 的值“{first['input']}”不可用：{first['msg']}",
            remedy="改正或清除这个环境变量后再试",
        ) from invalid
