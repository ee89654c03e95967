"""Run ``python -m geodata``."""

from geodata.cli.app import main

if __name__ == "__main__":
    main()
