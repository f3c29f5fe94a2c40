"""The settings: what each text becomes, and that every wrong one gets its line, without a secret."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.settings import ROOT, SettingsError, load

TOKEN = "123456789:AA" + "x" * 33
WEEKDAY = ((time(7, 30), time(16, 0)),)
FRIDAY = ((time(7, 30), time(11, 30)),)


def fault_of(**environ: str) -> str:
    """The only line that these settings are refused with."""
    with pytest.raises(SettingsError) as refused:
        load(environ, None)
    (line,) = refused.value.faults
    return line


def test_defaults_are_those_of_the_design() -> None:
    assert load({}, None) == settings.Settings(
        bot_token=None,
        bot_api_url="https://api.telegram.org",
        database_url=f"sqlite:///{(ROOT / 'data/pendamping.db').as_posix()}",
        webhook_url=None,
        webhook_secret=None,
        webhook_port=None,
        admin_chat_ids=(),
        office_name="Disperindag Kutai Timur",
        office_contact=None,
        office_hours=(WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, FRIDAY, (), ()),
        timezone=ZoneInfo("Asia/Makassar"),
        quiet_hours=(time(21), time(6)),
        mentor_answer_hours=24,
        announce_alone_up_to=50,
        send_rate=30.0,
        paid_broadcast=False,
        phone_port=8800,
        log_level="INFO",
        log_format="console",
        metrics_port=None,
    )


def test_names_are_the_fields_of_the_settings() -> None:
    assert tuple(settings.DEFAULTS) == settings.NAMES


def test_env_file_fills_what_the_environment_does_not_name(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PHONE_PORT=9001\nMETRICS_PORT=9002\nOFFICE_NAME='Dinas $HOME'\n", encoding="utf-8-sig")
    found = load({"PHONE_PORT": "9003"}, env_file)
    assert (found.phone_port, found.metrics_port, found.office_name) == (9003, 9002, "Dinas $HOME")


def test_an_empty_value_in_the_environment_hides_the_env_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"BOT_TOKEN={TOKEN}\n")
    assert load({"BOT_TOKEN": ""}, env_file).bot_token is None


def test_a_misspelt_name_in_the_env_file_is_pointed_out(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"BOT_TOKN={TOKEN}\nHTTP_PROXY=http://proxy:8080\n")
    with pytest.raises(SettingsError) as refused:
        load({}, env_file)
    assert refused.value.faults == ("BOT_TOKN in .env is no setting: did you mean BOT_TOKEN?",)


def test_an_env_file_of_another_encoding_gets_a_line(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_bytes("OFFICE_NAME=Dinas é\n".encode("latin-1"))
    with pytest.raises(SettingsError) as refused:
        load({}, env_file)
    assert refused.value.faults == (".env cannot be read: it is not UTF-8 text: save it again as UTF-8.",)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        load({"PHONE_PORT": "x", "TIMEZONE": "Mars/Base", "LOG_LEVEL": "LOUD"}, None)
    assert refused.value.faults == (
        "TIMEZONE: 'Mars/Base' is no time zone: Asia/Makassar would do.",
        "PHONE_PORT: 'x' is no port: a whole number from 1 to 65535, such as 8800, would do.",
        "LOG_LEVEL: 'LOUD' is not known: one of DEBUG, INFO, WARNING, ERROR would do.",
    )


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("BOT_API_URL", "http://127.0.0.1:8800/", "http://127.0.0.1:8800"),
        ("ADMIN_CHAT_IDS", "12, 34  56,12", (12, 34, 56)),
        ("TIMEZONE", "Asia/Jakarta", ZoneInfo("Asia/Jakarta")),
        ("QUIET_HOURS", "20.30 – 05:00", (time(20, 30), time(5))),
        ("MENTOR_ANSWER_HOURS", "12", 12),
        ("SEND_RATE", "0,5", 0.5),
        ("PAID_BROADCAST", "Ya", True),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
        ("METRICS_PORT", "9100", 9100),
        ("OFFICE_CONTACT", "0549 123456", "0549 123456"),
        ("DATABASE_URL", "sqlite:////var/lib/x.db", "sqlite:////var/lib/x.db"),
        ("DATABASE_URL", "sqlite+aiosqlite:////var/lib/x.db", "sqlite:////var/lib/x.db"),
        ("DATABASE_URL", "postgres://a:b@c/d", "postgresql://a:b@c/d"),
        ("DATABASE_URL", "postgresql+asyncpg://a@c:5/d?x=1", "postgresql://a@c:5/d?x=1"),
    ],
)
def test_a_text_becomes_its_value(name: str, text: str, value: object) -> None:
    assert getattr(load({name: text}, None), name.lower()) == value


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Sen-Kam 07.30-16.00, Jum 07.30-11.30", (WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, FRIDAY, (), ())),
        (
            "Sat-Mon 08:00-12:00 13:00-15:00",
            tuple(((time(8), time(12)), (time(13), time(15))) if day in (0, 5, 6) else () for day in range(7)),
        ),
    ],
)
def test_office_hours_become_a_table_of_weekdays(text: str, table: object) -> None:
    assert load({"OFFICE_HOURS": text}, None).office_hours == table


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("BOT_TOKEN", "my bot token"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "https://api.telegram.org/bot"),
        ("BOT_API_URL", f"https://api.telegram.org/bot{TOKEN}"),
        ("DATABASE_URL", "data/pendamping.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "mysql://root:rahasia@localhost/x"),
        ("DATABASE_URL", "postgresql://root:rahasia@localhost"),
        ("DATABASE_URL", "postgresql://root:rahasia@localhost:99999/x"),
        ("WEBHOOK_URL", "bot.example.go.id"),
        ("WEBHOOK_SECRET", "rahasia ini"),
        ("WEBHOOK_PORT", "0"),
        ("ADMIN_CHAT_IDS", "12, @budi"),
        ("ADMIN_CHAT_IDS", "-100123"),
        ("OFFICE_HOURS", "07:30-16:00"),
        ("OFFICE_HOURS", "Mon 16:00-07:30"),
        ("OFFICE_HOURS", "Moonday 07:30-16:00"),
        ("OFFICE_HOURS", "Mon-Tue-Wed 07:30-16:00"),
        ("OFFICE_HOURS", "Mon"),
        ("TIMEZONE", "../etc/passwd"),
        ("QUIET_HOURS", "21:00"),
        ("QUIET_HOURS", "21:60-06:00"),
        ("MENTOR_ANSWER_HOURS", "0"),
        ("MENTOR_ANSWER_HOURS", "sehari"),
        ("SEND_RATE", "-1"),
        ("SEND_RATE", "nan"),
        ("SEND_RATE", "cepat"),
        ("PAID_BROADCAST", "perhaps"),
        ("PHONE_PORT", "65536"),
        ("PHONE_PORT", "²"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_gets_one_line_that_names_the_setting_and_no_secret(name: str, text: str) -> None:
    line = fault_of(**{name: text})
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert "rahasia" not in line
    assert TOKEN not in line


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"BOT_TOKEN": TOKEN, "SEND_RATE": "0"}, "SEND_RATE"),
        ({"BOT_TOKEN": TOKEN, "SEND_RATE": "31"}, "SEND_RATE"),
        ({"BOT_TOKEN": TOKEN, "SEND_RATE": "1001", "PAID_BROADCAST": "true"}, "SEND_RATE"),
        ({"BOT_TOKEN": "5:short"}, "BOT_TOKEN"),
        ({"WEBHOOK_URL": "https://bot.example.go.id", "WEBHOOK_PORT": "8443"}, "WEBHOOK_SECRET"),
        ({"WEBHOOK_URL": "https://bot.example.go.id", "WEBHOOK_SECRET": "x"}, "WEBHOOK_PORT"),
        ({"METRICS_PORT": "8800"}, "METRICS_PORT"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(environ: dict[str, str], named: str) -> None:
    assert fault_of(**environ).partition(":")[0] == named


@pytest.mark.parametrize(
    "environ",
    [
        {"SEND_RATE": "0"},
        {"SEND_RATE": "0", "BOT_TOKEN": "5:short", "BOT_API_URL": "http://127.0.0.1:8800"},
        {"SEND_RATE": "500", "PAID_BROADCAST": "true", "BOT_TOKEN": TOKEN},
    ],
)
def test_a_rate_that_its_server_takes_is_taken(environ: dict[str, str]) -> None:
    assert load(environ, None).send_rate == float(environ["SEND_RATE"])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://budi:raha:sia@db/x", "postgresql://budi:***@db/x"),
        ("postgresql://budi@db/x?password=rahasia&a=1", "postgresql://budi@db/x?password=***&a=1"),
        ("postgresql://budi@db/x", "postgresql://budi@db/x"),
    ],
)
def test_the_database_password_is_not_printed(url: str, shown: str) -> None:
    assert load({"DATABASE_URL": url}, None).database_url_without_password == shown


def test_printing_the_settings_shows_no_secret() -> None:
    secrets = {"BOT_TOKEN": TOKEN, "WEBHOOK_SECRET": "hush-hush", "DATABASE_URL": "postgresql://a:rahasia@b/c"}
    found = load(secrets, None)
    assert found.secrets == (TOKEN, "hush-hush", "rahasia")
    assert [secret for secret in found.secrets if secret in repr(found)] == []
