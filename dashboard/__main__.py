"""`python -m dashboard`: serve the atlas."""

import sys

from dashboard.server import app
from geodata.errors import AtlasError
from geodata.release import current_folder
from geodata.settings import settings


def main() -> int:
    """Serve until stopped; say plainly when there is nothing to serve."""
    try:
        options = settings()
        current_folder(options.data_dir)
    except AtlasError as error:
        sys.stderr.write(error.message + "\n")
        return 1
    sys.stdout.write(f"湘企出海地图  http://{options.host}:{options.port}\n")
    sys.stdout.flush()
    app.run(config={"server.address": options.host, "server.port": options.port})
    return 0


if __name__ == "__main__":
    sys.exit(main())
