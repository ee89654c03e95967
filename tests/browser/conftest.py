"""One server and one browser for all tests here; each test opens tabs of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from geodata.store import FolderStore
from layers.palette import Theme
from tests.browser.server import Server, serve
from tests.browser.visit import Visit, launch, new_context, visiting

Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def server(real_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The atlas, served as `python -m dashboard` does."""
    with serve(real_data_dir, tmp_path_factory.mktemp("server") / "log.txt") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def store(real_data_dir: Path) -> FolderStore:
    """The release that the server serves."""
    return FolderStore.open(real_data_dir)


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[tuple[int, int, Theme], BrowserContext]]:
    """One reader a size and theme: as on a desk, the browser keeps the program's files."""
    made: dict[tuple[int, int, Theme], BrowserContext] = {}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def tab(
    server: Server, browser: Browser, contexts: dict[tuple[int, int, Theme], BrowserContext]
) -> Iterator[Opener]:
    """Opens a page in a tab of its own: ``tab("/africa", width=1920, height=1080)``.

    ``fresh`` opens it in a browser that has never been here.
    """
    with ExitStack() as tabs:

        def opened(
            path: str, *, width: int = 1366, height: int = 768, theme: Theme = "light",
            fresh: bool = False, map_drawn: bool = True,
        ) -> Visit:  # fmt: skip
            key = (width, height, theme)
            if fresh or key not in contexts:
                made = new_context(browser, width=width, height=height, theme=theme)
                if fresh:
                    tabs.callback(made.close)
                else:
                    contexts[key] = made
            context = made if fresh else contexts[key]
            return tabs.enter_context(visiting(context, server.url, theme)).go(
                path, map_drawn=map_drawn
            )

        yield opened
