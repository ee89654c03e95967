"""The atlas's errors: each says what was wrong, where, and what to do about it.

Messages are Chinese, with English for technical terms: the readers are the data keeper at the
command line and the visitor of a page, and neither should need to read a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geodata.failures import Failure


class Suggestion(NamedTuple):
    """An entity that may be the one meant."""

    kind: str
    id: str
    name: str


class AtlasError(Exception):
    """Base of every error the atlas raises on purpose.

    Parameters
    ----------
    what : what was wrong, one sentence
    where : file, address or parameter it happened at; blank when there is no such place
    remedy : what the reader can do
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The parts joined as one readable text."""
        parts = [self.what]
        if self.where:
            parts.append(f"位置：{self.where}")
        if self.remedy:
            parts.append(f"处理：{self.remedy}")
        return "\n".join(parts)


class TableError(AtlasError):
    """A curated table is missing or cannot be read as CSV."""


class ValidationError(AtlasError):
    """Rows break the schema or a rule; all failures are in `failures`."""

    def __init__(self, failures: Sequence[Failure], *, shown: int = 20) -> None:
        self.failures = tuple(failures)
        lines = [str(failure) for failure in self.failures[:shown]]
        if len(self.failures) > shown:
            lines.append(f"…… 另有 {len(self.failures) - shown} 处，见 validate --json")
        super().__init__(
            f"数据表有 {len(self.failures)} 处不合规：\n" + "\n".join(lines),
            remedy="按每条提示修改数据表后，重新运行 python -m geodata validate",
        )


class BoundaryError(AtlasError):
    """The boundary set is missing, broken or not the one required."""


class BuildError(AtlasError):
    """A release could not be built; the release in use is untouched."""


class ReleaseError(AtlasError):
    """There is no release to open, or the one asked for is damaged."""


class NotFoundError(AtlasError):
    """No such entity in the release; `suggestions` are the nearest matches.

    Parameters
    ----------
    kind, id : what was asked for
    suggestions : nearest matches, best first, as (kind, id, name)
    """

    def __init__(
        self, kind: str, id: str, suggestions: Iterable[tuple[str, str, str]] = ()
    ) -> None:
        self.kind = kind
        self.id = id
        self.suggestions = [Suggestion(*each) for each in suggestions]
        nearest = "、".join(f"{s.kind}:{s.id}（{s.name}）" for s in self.suggestions)
        super().__init__(
            f"当前数据版本中没有“{kind}:{id}”",
            remedy=f"最接近的有：{nearest}" if nearest else "请核对编号，或用名称搜索",
        )


class ExportError(AtlasError):
    """Rows cannot be written in the format asked for."""


class FeedError(AtlasError):
    """News cannot be had, read or kept; what is kept already stays as it was."""


class UsageError(AtlasError):
    """A command or call was given an argument that makes no sense."""
