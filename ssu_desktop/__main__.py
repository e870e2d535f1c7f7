"""Start: `python -m ssu_desktop` and the command `ssu-desktop`."""

import sys


def main() -> int:
    """Run the command line; without words open the window. Return the exit code."""
    from ssu_desktop.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
