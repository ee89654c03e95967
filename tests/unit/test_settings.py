"""Settings and the words of errors."""

from pathlib import Path

import pytest

from geodata.errors import AtlasError, NotFoundError, UsageError, ValidationError
from geodata.failures import Failure
from geodata.settings import ROOT, Settings, settings


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"HOA_{name.upper()}", raising=False)
    have = settings()
    assert have.data_dir == ROOT / "data"
    assert (have.host, have.port, have.boundary_view) == ("127.0.0.1", 8501, "cn")
    assert have.review_text == "未送审，仅供内部研究"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOA_DATA_DIR", "/srv/atlas")
    monkeypatch.setenv("HOA_REVIEW_NUMBER", "GS(2026)0001号")
    assert settings().data_dir == Path("/srv/atlas")
    assert settings().review_text == "审图号：GS(2026)0001号"


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "x"), ("PORT", "70000"), ("DEFAULT_LOCALE", "fr")]
)
def test_a_value_that_makes_no_sense(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"HOA_{name}", value)
    with pytest.raises(UsageError, match=f"环境变量 HOA_{name} 的值“{value}”不可用"):
        settings()


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_an_error_says_what_where_and_what_to_do() -> None:
    error = AtlasError("坏了", where="甲处", remedy="修好它")
    assert str(error) == "坏了\n位置：甲处\n处理：修好它"
    assert str(AtlasError("坏了")) == "坏了"


def test_many_failures_are_counted_and_the_first_shown() -> None:
    failures = [Failure("a.csv", line, "x", "", "错", "改") for line in range(2, 32)]
    error = ValidationError(failures)
    assert len(error.failures) == 30
    assert "数据表有 30 处不合规" in str(error)
    assert "a.csv 第 21 行" in str(error)
    assert "a.csv 第 22 行" not in str(error)
    assert "另有 10 处" in str(error)


def test_not_found_without_suggestions() -> None:
    assert str(NotFoundError("park", "P9")) == (
        "当前数据版本中没有“park:P9”\n处理：请核对编号，或用名称搜索"
    )
