"""`python -m bot --help`: the command line, behind a door that takes Ctrl-C from the first moment on."""

import sys


def main() -> int:
    """Runs one command. Loading the libraries takes most of a second, and Ctrl-C is no error then either."""
    try:
        from bot.loading import loading

        with loading():
            from bot import command_line
        return command_line.main()
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
