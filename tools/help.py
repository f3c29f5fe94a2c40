"""`make help`: every target, what it does, and the plain command that does the same without make."""

TARGETS = (
    ("setup", "install the locked libraries into .venv", "python3 tools/setup.py run"),
    ("run", "start the bot and the web phone (with BOT_TOKEN: Telegram)", "setup, then: VENV -m bot up"),
    ("doctor", "say in plain words what is wrong", "setup, then: VENV -m bot doctor"),
    ("backup", "write a backup of the database under data/backups", "setup, then: VENV -m bot backup"),
    ("test", "install what the tests need and run every test", "python3 tools/setup.py test, then: VENV -m pytest"),
    ("check", "lint, format, types, licences", "as test, then: VENV -m tools.check"),
    ("format", "put right what check can put right by itself", "as test, then: VENV -m tools.check --fix"),
    (
        "bench",
        "measure the speed beside other bots, of matching and of broadcasts",
        "as test, then: VENV -m benchmarks (and .matching, .broadcast)",
    ),
    ("soak", "200 people, 20 kills: nothing may be lost", "as test, then: VENV -m benchmarks.soak"),
    ("lock", "choose the newest libraries and write requirements/*.txt", "python3 tools/lock.py"),
)


def main() -> None:
    """Prints the list."""
    print("Pendamping IKM. Type `make` and one of:\n")
    for name, meaning, command in TARGETS:
        print(f"  {name:<8} {meaning}\n           {command}")
    print("\nVENV is .venv/bin/python, on Windows .venv\\Scripts\\python (there python3 is called py).")
    print("On Windows all but `soak`, `bench` and the tests of killed processes work.")


if __name__ == "__main__":
    main()
