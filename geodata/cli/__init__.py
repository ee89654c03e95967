"""The command line, ``python -m geodata``: build, check, look up and export without the pages."""
