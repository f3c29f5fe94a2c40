"""Mentors, requests, sessions, classes and reminders.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_match_runs_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_runs")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("match_runs", schema=None) as batch_op:
        batch_op.create_index("ix_match_runs_done_at", ["done_at"], unique=False)

    op.create_table(
        "mentors",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("campus", "creative", "grown", "office", name="mentorkind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "active",
                "resting",
                "suspended",
                "declined",
                "left",
                name="mentorstate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=160), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("most_per_week", sa.Integer(), nullable=False),
        sa.Column("most_per_month", sa.Integer(), nullable=False),
        sa.Column("card_hour", sa.SmallInteger(), nullable=False),
        sa.Column("promise_version", sa.String(length=32), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_until", sa.Date(), nullable=True),
        sa.Column("rested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("weeks_silent", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("rating_sum", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rating_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("state <> 'active' OR approved_at IS NOT NULL", name=op.f("ck_mentors_active_was_approved")),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> person_id", name=op.f("ck_mentors_nobody_approves_themselves")
        ),
        sa.CheckConstraint("card_hour BETWEEN 0 AND 23", name=op.f("ck_mentors_card_hour_is_an_hour")),
        sa.CheckConstraint(
            "most_per_month BETWEEN most_per_week AND 60", name=op.f("ck_mentors_most_per_month_is_sensible")
        ),
        sa.CheckConstraint("most_per_week BETWEEN 1 AND 20", name=op.f("ck_mentors_most_per_week_is_sensible")),
        sa.CheckConstraint(
            "rating_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count",
            name=op.f("ck_mentors_ratings_add_up"),
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["people.id"], name=op.f("fk_mentors_approved_by_id")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_mentors_district_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mentors_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mentors")),
    )
    with op.batch_alter_table("mentors", schema=None) as batch_op:
        batch_op.create_index("ix_mentors_card_hour", ["state", "card_hour"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentors_district_id"), ["district_id"], unique=False)
        batch_op.create_index("ix_mentors_state", ["state"], unique=False)

    op.create_table(
        "reminder_wishes",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wants_day_before", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("wants_hour_before", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("signal_from", sa.SmallInteger(), nullable=True),
        sa.Column("signal_until", sa.SmallInteger(), nullable=True),
        sa.Column("signal_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(signal_from IS NULL) = (signal_until IS NULL)", name=op.f("ck_reminder_wishes_window_has_both_ends")
        ),
        sa.CheckConstraint(
            "signal_from IS NULL OR (signal_from BETWEEN 0 AND 23 AND signal_until BETWEEN 0 AND 23 AND signal_from <> signal_until)",
            name=op.f("ck_reminder_wishes_window_is_of_hours"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminder_wishes_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reminder_wishes")),
    )
    op.create_table(
        "help_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("business_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column(
            "cluster",
            sa.Enum(
                "pisang", "kakao", "pangan-olahan", "amdk", "kerajinan", name="cluster", native_enum=False, length=16
            ),
            nullable=True,
        ),
        sa.Column(
            "topic",
            sa.Enum(
                "production",
                "packaging",
                "label",
                "permits",
                "halal",
                "sni",
                "design",
                "price",
                "online",
                "retail",
                "export",
                name="expertise",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=1000), nullable=True),
        sa.Column(
            "file_kind",
            sa.Enum("text", "photo", "voice", "video", "document", name="messagekind", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("file_id", sa.String(length=256), nullable=True),
        sa.Column("unique_id", sa.String(length=64), nullable=True),
        sa.Column(
            "way", sa.Enum("chat", "phone", "video", "visit", name="way", native_enum=False, length=16), nullable=False
        ),
        sa.Column(
            "language",
            sa.Enum("id", "jv", "bug", "bjn", "vkt", "xkl", "en", name="spoken", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("chosen_mentor_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "waiting",
                "staff",
                "agreed",
                "closed",
                "cancelled",
                name="requeststate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("step_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(file_id IS NULL) = (file_kind IS NULL)", name=op.f("ck_help_requests_file_has_its_kind")),
        sa.CheckConstraint("(file_id IS NULL) = (unique_id IS NULL)", name=op.f("ck_help_requests_file_has_both_ids")),
        sa.ForeignKeyConstraint(
            ["business_id"], ["businesses.id"], name=op.f("fk_help_requests_business_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["chosen_mentor_id"], ["mentors.person_id"], name=op.f("fk_help_requests_chosen_mentor_id")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_help_requests_district_id")),
        sa.ForeignKeyConstraint(["producer_id"], ["people.id"], name=op.f("fk_help_requests_producer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_requests")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("help_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_requests_business_id"), ["business_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_help_requests_district_id"), ["district_id"], unique=False)
        batch_op.create_index("ix_help_requests_producer", ["producer_id", "opened_at"], unique=False)
        batch_op.create_index("ix_help_requests_state", ["state", "opened_at"], unique=False)
        batch_op.create_index("ix_help_requests_step_due_at", ["step_due_at"], unique=False)
        batch_op.create_index("ix_help_requests_topic", ["topic", "state"], unique=False)

    op.create_table(
        "mentor_absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_mentor_absences_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_absences_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_absences")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mentor_absences", schema=None) as batch_op:
        batch_op.create_index("ix_mentor_absences_last_on", ["last_on"], unique=False)
        batch_op.create_index("ix_mentor_absences_mentor", ["mentor_id", "last_on"], unique=False)

    op.create_table(
        "mentor_cards",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_cards_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "sent_on", name=op.f("pk_mentor_cards")),
    )
    with op.batch_alter_table("mentor_cards", schema=None) as batch_op:
        batch_op.create_index("ix_mentor_cards_sent_on", ["sent_on"], unique=False)

    op.create_table(
        "mentor_clusters",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column(
            "cluster",
            sa.Enum(
                "pisang", "kakao", "pangan-olahan", "amdk", "kerajinan", name="cluster", native_enum=False, length=16
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_clusters_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "cluster", name=op.f("pk_mentor_clusters")),
    )
    op.create_table(
        "mentor_districts",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_mentor_districts_district_id")),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_districts_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "district_id", name=op.f("pk_mentor_districts")),
    )
    op.create_table(
        "mentor_expertise",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "production",
                "packaging",
                "label",
                "permits",
                "halal",
                "sni",
                "design",
                "price",
                "online",
                "retail",
                "export",
                name="expertise",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_expertise_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "topic", name=op.f("pk_mentor_expertise")),
    )
    op.create_table(
        "mentor_hours",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("hour_of_week", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("hour_of_week BETWEEN 0 AND 167", name=op.f("ck_mentor_hours_hour_is_of_a_week")),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_hours_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "hour_of_week", name=op.f("pk_mentor_hours")),
    )
    op.create_table(
        "mentor_languages",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("id", "jv", "bug", "bjn", "vkt", "xkl", "en", name="spoken", native_enum=False, length=16),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_languages_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "language", name=op.f("pk_mentor_languages")),
    )
    op.create_table(
        "mentor_ways",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column(
            "way", sa.Enum("chat", "phone", "video", "visit", name="way", native_enum=False, length=16), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_ways_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "way", name=op.f("pk_mentor_ways")),
    )
    op.create_table(
        "mentor_weeks",
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("pace", sa.Enum("full", "less", "none", name="pace", native_enum=False, length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.person_id"], name=op.f("fk_mentor_weeks_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "monday", name=op.f("pk_mentor_weeks")),
    )
    with op.batch_alter_table("mentor_weeks", schema=None) as batch_op:
        batch_op.create_index("ix_mentor_weeks_monday", ["monday"], unique=False)

    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "production",
                "packaging",
                "label",
                "permits",
                "halal",
                "sni",
                "design",
                "price",
                "online",
                "retail",
                "export",
                name="expertise",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column(
            "cluster",
            sa.Enum(
                "pisang", "kakao", "pangan-olahan", "amdk", "kerajinan", name="cluster", native_enum=False, length=16
            ),
            nullable=True,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column(
            "way", sa.Enum("chat", "phone", "video", "visit", name="way", native_enum=False, length=16), nullable=False
        ),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("least", sa.SmallInteger(), nullable=False),
        sa.Column("decides_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("inviting", "confirmed", "held", "cancelled", name="workshopstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mentor_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentor_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "cancel_reason",
            sa.Enum(
                "busy",
                "ill",
                "no_signal",
                "road",
                "solved",
                "suspended",
                "other",
                name="changereason",
                native_enum=False,
                length=16,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_workshops_cancelled_at_some_time")
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR mentor_agreed_at IS NOT NULL", name=op.f("ck_workshops_confirmed_with_its_mentor")
        ),
        sa.CheckConstraint("decides_at < starts_at", name=op.f("ck_workshops_decided_before_it_begins")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_workshops_ends_after_it_begins")),
        sa.CheckConstraint("least BETWEEN 1 AND seats", name=op.f("ck_workshops_least_fits_the_seats")),
        sa.CheckConstraint("seats BETWEEN 2 AND 200", name=op.f("ck_workshops_seats_are_sensible")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.person_id"], name=op.f("fk_workshops_mentor_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["people.id"], name=op.f("fk_workshops_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("workshops", schema=None) as batch_op:
        batch_op.create_index("ix_workshops_decides_at", ["state", "decides_at"], unique=False)
        batch_op.create_index("ix_workshops_mentor", ["mentor_id", "starts_at"], unique=False)
        batch_op.create_index("ix_workshops_state", ["state", "starts_at"], unique=False)

    op.create_table(
        "match_proposals",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column(
            "why",
            sa.Enum(
                "no_topic", "no_way", "asked", "no_time", "no_capacity", name="nomatch", native_enum=False, length=16
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(mentor_id IS NULL) = (score IS NULL)", name=op.f("ck_match_proposals_a_mentor_has_a_score")
        ),
        sa.CheckConstraint(
            "(mentor_id IS NULL) = (starts_at IS NULL)", name=op.f("ck_match_proposals_a_mentor_has_an_hour")
        ),
        sa.CheckConstraint(
            "(mentor_id IS NULL) = (why IS NOT NULL)", name=op.f("ck_match_proposals_a_mentor_or_why_not")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.person_id"], name=op.f("fk_match_proposals_mentor_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_match_proposals_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["match_runs.id"], name=op.f("fk_match_proposals_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "request_id", name=op.f("pk_match_proposals")),
    )
    with op.batch_alter_table("match_proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_proposals_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index("ix_match_proposals_request_id", ["request_id"], unique=False)
        batch_op.create_index("ix_match_proposals_score", ["run_id", "score"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "production",
                "packaging",
                "label",
                "permits",
                "halal",
                "sni",
                "design",
                "price",
                "online",
                "retail",
                "export",
                name="expertise",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column(
            "way", sa.Enum("chat", "phone", "video", "visit", name="way", native_enum=False, length=16), nullable=False
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column(
            "state",
            sa.Enum("scheduled", "held", "no_show", "cancelled", name="meetingstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mentor_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sequence", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("moved_by", sa.Enum("mentor", "producer", name="side", native_enum=False, length=16), nullable=True),
        sa.Column("moved_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("move_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "changed_reason",
            sa.Enum(
                "busy",
                "ill",
                "no_signal",
                "road",
                "solved",
                "suspended",
                "other",
                name="changereason",
                native_enum=False,
                length=16,
            ),
            nullable=True,
        ),
        sa.Column(
            "cancelled_by", sa.Enum("mentor", "producer", name="side", native_enum=False, length=16), nullable=True
        ),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentor_missed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("producer_missed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column(
            "mentor_says",
            sa.Enum("held", "mentor_missed", "producer_missed", name="outcome", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column(
            "producer_says",
            sa.Enum("held", "mentor_missed", "producer_missed", name="outcome", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentor_shows_contact", sa.Boolean(), nullable=True),
        sa.Column("mentor_contact", sa.String(length=64), nullable=True),
        sa.Column("producer_shows_contact", sa.Boolean(), nullable=True),
        sa.Column("producer_contact", sa.String(length=64), nullable=True),
        sa.Column("room_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("room_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_meetings_cancelled_at_some_time")
        ),
        sa.CheckConstraint(
            "(state = 'no_show') = (mentor_missed OR producer_missed)", name=op.f("ck_meetings_no_show_of_somebody")
        ),
        sa.CheckConstraint("(moved_by IS NULL) = (move_ends_at IS NULL)", name=op.f("ck_meetings_moves_end")),
        sa.CheckConstraint("(moved_by IS NULL) = (moved_to IS NULL)", name=op.f("ck_meetings_moved_by_somebody")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_ends_after_it_begins")),
        sa.CheckConstraint(
            "mentor_contact IS NULL OR mentor_shows_contact", name=op.f("ck_meetings_mentor_contact_shown")
        ),
        sa.CheckConstraint("mentor_id <> producer_id", name=op.f("ck_meetings_two_people")),
        sa.CheckConstraint(
            "producer_contact IS NULL OR producer_shows_contact", name=op.f("ck_meetings_producer_contact_shown")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["people.id"], name=op.f("fk_meetings_mentor_id")),
        sa.ForeignKeyConstraint(["producer_id"], ["people.id"], name=op.f("fk_meetings_producer_id")),
        sa.ForeignKeyConstraint(["request_id"], ["help_requests.id"], name=op.f("fk_meetings_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_meetings_contradicted",
            ["ends_at"],
            unique=False,
            sqlite_where=sa.text("mentor_says <> producer_says"),
            postgresql_where=sa.text("mentor_says <> producer_says"),
        )
        batch_op.create_index("ix_meetings_mentor", ["mentor_id", "starts_at"], unique=False)
        batch_op.create_index(
            "ix_meetings_move_ends_at",
            ["move_ends_at"],
            unique=False,
            sqlite_where=sa.text("moved_by IS NOT NULL"),
            postgresql_where=sa.text("moved_by IS NOT NULL"),
        )
        batch_op.create_index("ix_meetings_producer", ["producer_id", "starts_at"], unique=False)
        batch_op.create_index("ix_meetings_starts_at", ["starts_at"], unique=False)
        batch_op.create_index("ix_meetings_state", ["state", "ends_at"], unique=False)
        batch_op.create_index(
            "uq_meetings_scheduled",
            ["request_id"],
            unique=True,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )

    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "countered",
                "accepted",
                "declined",
                "expired",
                "withdrawn",
                name="offerstate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudge_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decline_reason",
            sa.Enum("busy", "far", "not_mine", "hour", "other", name="declinereason", native_enum=False, length=16),
            nullable=True,
        ),
        sa.CheckConstraint("(told_at IS NULL) = (expires_at IS NULL)", name=op.f("ck_offers_expires_after_told")),
        sa.CheckConstraint("(told_at IS NULL) = (nudge_at IS NULL)", name=op.f("ck_offers_nudged_after_told")),
        sa.CheckConstraint(
            "nudge_at IS NULL OR expires_at > nudge_at", name=op.f("ck_offers_nudged_before_it_expires")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.person_id"], name=op.f("fk_offers_mentor_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_offers_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("request_id", "mentor_id", name=op.f("uq_offers_request_id_mentor_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(
            "ix_offers_expires_at",
            ["expires_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'countered')"),
            postgresql_where=sa.text("state IN ('waiting', 'countered')"),
        )
        batch_op.create_index("ix_offers_mentor", ["mentor_id", "state"], unique=False)
        batch_op.create_index("ix_offers_state", ["state"], unique=False)
        batch_op.create_index(
            "uq_offers_open",
            ["request_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'countered')"),
            postgresql_where=sa.text("state IN ('waiting', 'countered')"),
        )

    op.create_table(
        "request_hours",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("hour_of_week", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("hour_of_week BETWEEN 0 AND 167", name=op.f("ck_request_hours_hour_is_of_a_week")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_request_hours_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", "hour_of_week", name=op.f("pk_request_hours")),
    )
    op.create_table(
        "workshop_districts",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_workshop_districts_district_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_workshop_districts_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "district_id", name=op.f("pk_workshop_districts")),
    )
    op.create_table(
        "workshop_seats",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "taken",
                "waitlisted",
                "offered",
                "left",
                "came",
                "missed",
                name="seatstate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offer_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'offered') = (offer_ends_at IS NOT NULL)", name=op.f("ck_workshop_seats_offered_until")
        ),
        sa.CheckConstraint(
            "state <> 'waitlisted' OR waits_since IS NOT NULL", name=op.f("ck_workshop_seats_waits_since_some_time")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_workshop_seats_person_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_workshop_seats_request_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_workshop_seats_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "person_id", name=op.f("pk_workshop_seats")),
    )
    with op.batch_alter_table("workshop_seats", schema=None) as batch_op:
        batch_op.create_index("ix_workshop_seats_offer_ends_at", ["offer_ends_at"], unique=False)
        batch_op.create_index("ix_workshop_seats_person", ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_workshop_seats_request_id"), ["request_id"], unique=False)
        batch_op.create_index("ix_workshop_seats_state", ["workshop_id", "state", "waits_since"], unique=False)

    op.create_table(
        "agreed_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("noted_by", sa.Enum("mentor", "producer", name="side", native_enum=False, length=16), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("position BETWEEN 1 AND 3", name=op.f("ck_agreed_actions_one_to_three")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agreed_actions_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_actions")),
        sa.UniqueConstraint("meeting_id", "position", name=op.f("uq_agreed_actions_meeting_id_position")),
    )
    op.create_table(
        "booked_quarters",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quarter", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("workshop_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(meeting_id IS NULL) <> (workshop_id IS NULL)", name=op.f("ck_booked_quarters_of_one_booking")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_booked_quarters_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_booked_quarters_person_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_booked_quarters_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "quarter", name=op.f("pk_booked_quarters")),
    )
    with op.batch_alter_table("booked_quarters", schema=None) as batch_op:
        batch_op.create_index("ix_booked_quarters_meeting_id", ["meeting_id"], unique=False)
        batch_op.create_index("ix_booked_quarters_workshop_id", ["workshop_id"], unique=False)

    op.create_table(
        "follow_ups",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column(
            "tried",
            sa.Enum("yes", "partly", "not_yet", "needs_help", name="tried", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days IN (7, 30)", name=op.f("ck_follow_ups_after_7_or_30_days")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_follow_ups_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "days", name=op.f("pk_follow_ups")),
    )
    op.create_table(
        "meeting_ratings",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("mentor", "producer", name="side", native_enum=False, length=16), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_meeting_ratings_one_to_five_stars")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_ratings_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "side", name=op.f("pk_meeting_ratings")),
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "occasion",
            sa.Enum(
                "day_before",
                "hour_before",
                "rate",
                "tried_7",
                "tried_30",
                name="occasion",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("workshop_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("pending", "queued", "dropped", name="reminderstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "drop_reason",
            sa.Enum(
                "too_late", "off", "not_wanted", "no_chat", "fault", name="dropreason", native_enum=False, length=16
            ),
            nullable=True,
        ),
        sa.Column("outbox_id", sa.BigInteger(), nullable=True),
        sa.Column("unreached_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'dropped') = (drop_reason IS NOT NULL)", name=op.f("ck_reminders_dropped_for_a_reason")
        ),
        sa.CheckConstraint("(state = 'pending') = (closed_at IS NULL)", name=op.f("ck_reminders_closed_at_some_time")),
        sa.CheckConstraint("(meeting_id IS NULL) <> (workshop_id IS NULL)", name=op.f("ck_reminders_about_one_thing")),
        sa.CheckConstraint("useful_until > due_at", name=op.f("ck_reminders_useful_after_due")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_reminders_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_reminders_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "person_id",
            "occasion",
            "meeting_id",
            "starts_at",
            name=op.f("uq_reminders_person_id_occasion_meeting_id_starts_at"),
        ),
        sa.UniqueConstraint(
            "person_id",
            "occasion",
            "workshop_id",
            "starts_at",
            name=op.f("uq_reminders_person_id_occasion_workshop_id_starts_at"),
        ),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reminders_due_at",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index("ix_reminders_meeting_id", ["meeting_id"], unique=False)
        batch_op.create_index(
            "ix_reminders_no_chat",
            ["closed_at"],
            unique=False,
            sqlite_where=sa.text("drop_reason = 'no_chat' AND unreached_told_at IS NULL"),
            postgresql_where=sa.text("drop_reason = 'no_chat' AND unreached_told_at IS NULL"),
        )
        batch_op.create_index("ix_reminders_outbox_id", ["outbox_id"], unique=False)
        batch_op.create_index(
            "ix_reminders_unreached",
            ["unreached_told_at"],
            unique=False,
            sqlite_where=sa.text("unreached_told_at IS NOT NULL"),
            postgresql_where=sa.text("unreached_told_at IS NOT NULL"),
        )
        batch_op.create_index("ix_reminders_workshop_id", ["workshop_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("reported_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column(
            "file_kind",
            sa.Enum("text", "photo", "voice", "video", "document", name="messagekind", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("file_id", sa.String(length=256), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "suspended", "settled", name="reportstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name=op.f("ck_reports_settled_at_some_time")),
        sa.CheckConstraint("reporter_id <> reported_id", name=op.f("ck_reports_about_the_other")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_reports_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["reported_id"], ["people.id"], name=op.f("fk_reports_reported_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["people.id"], name=op.f("fk_reports_reporter_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["people.id"], name=op.f("fk_reports_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_reports_reported_id", ["reported_id"], unique=False)
        batch_op.create_index("ix_reports_state", ["state", "reported_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_state")
        batch_op.drop_index("ix_reports_reported_id")
        batch_op.drop_index(batch_op.f("ix_reports_meeting_id"))

    op.drop_table("reports")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index("ix_reminders_workshop_id")
        batch_op.drop_index(
            "ix_reminders_unreached",
            sqlite_where=sa.text("unreached_told_at IS NOT NULL"),
            postgresql_where=sa.text("unreached_told_at IS NOT NULL"),
        )
        batch_op.drop_index("ix_reminders_outbox_id")
        batch_op.drop_index(
            "ix_reminders_no_chat",
            sqlite_where=sa.text("drop_reason = 'no_chat' AND unreached_told_at IS NULL"),
            postgresql_where=sa.text("drop_reason = 'no_chat' AND unreached_told_at IS NULL"),
        )
        batch_op.drop_index("ix_reminders_meeting_id")
        batch_op.drop_index(
            "ix_reminders_due_at",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.drop_table("reminders")
    op.drop_table("meeting_ratings")
    op.drop_table("follow_ups")
    with op.batch_alter_table("booked_quarters", schema=None) as batch_op:
        batch_op.drop_index("ix_booked_quarters_workshop_id")
        batch_op.drop_index("ix_booked_quarters_meeting_id")

    op.drop_table("booked_quarters")
    op.drop_table("agreed_actions")
    with op.batch_alter_table("workshop_seats", schema=None) as batch_op:
        batch_op.drop_index("ix_workshop_seats_state")
        batch_op.drop_index(batch_op.f("ix_workshop_seats_request_id"))
        batch_op.drop_index("ix_workshop_seats_person")
        batch_op.drop_index("ix_workshop_seats_offer_ends_at")

    op.drop_table("workshop_seats")
    op.drop_table("workshop_districts")
    op.drop_table("request_hours")
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_offers_open",
            sqlite_where=sa.text("state IN ('waiting', 'countered')"),
            postgresql_where=sa.text("state IN ('waiting', 'countered')"),
        )
        batch_op.drop_index("ix_offers_state")
        batch_op.drop_index("ix_offers_mentor")
        batch_op.drop_index(
            "ix_offers_expires_at",
            sqlite_where=sa.text("state IN ('waiting', 'countered')"),
            postgresql_where=sa.text("state IN ('waiting', 'countered')"),
        )

    op.drop_table("offers")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_meetings_scheduled",
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.drop_index("ix_meetings_state")
        batch_op.drop_index("ix_meetings_starts_at")
        batch_op.drop_index("ix_meetings_producer")
        batch_op.drop_index(
            "ix_meetings_move_ends_at",
            sqlite_where=sa.text("moved_by IS NOT NULL"),
            postgresql_where=sa.text("moved_by IS NOT NULL"),
        )
        batch_op.drop_index("ix_meetings_mentor")
        batch_op.drop_index(
            "ix_meetings_contradicted",
            sqlite_where=sa.text("mentor_says <> producer_says"),
            postgresql_where=sa.text("mentor_says <> producer_says"),
        )

    op.drop_table("meetings")
    with op.batch_alter_table("match_proposals", schema=None) as batch_op:
        batch_op.drop_index("ix_match_proposals_score")
        batch_op.drop_index("ix_match_proposals_request_id")
        batch_op.drop_index(batch_op.f("ix_match_proposals_mentor_id"))

    op.drop_table("match_proposals")
    with op.batch_alter_table("workshops", schema=None) as batch_op:
        batch_op.drop_index("ix_workshops_state")
        batch_op.drop_index("ix_workshops_mentor")
        batch_op.drop_index("ix_workshops_decides_at")

    op.drop_table("workshops")
    with op.batch_alter_table("mentor_weeks", schema=None) as batch_op:
        batch_op.drop_index("ix_mentor_weeks_monday")

    op.drop_table("mentor_weeks")
    op.drop_table("mentor_ways")
    op.drop_table("mentor_languages")
    op.drop_table("mentor_hours")
    op.drop_table("mentor_expertise")
    op.drop_table("mentor_districts")
    op.drop_table("mentor_clusters")
    with op.batch_alter_table("mentor_cards", schema=None) as batch_op:
        batch_op.drop_index("ix_mentor_cards_sent_on")

    op.drop_table("mentor_cards")
    with op.batch_alter_table("mentor_absences", schema=None) as batch_op:
        batch_op.drop_index("ix_mentor_absences_mentor")
        batch_op.drop_index("ix_mentor_absences_last_on")

    op.drop_table("mentor_absences")
    with op.batch_alter_table("help_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_help_requests_topic")
        batch_op.drop_index("ix_help_requests_step_due_at")
        batch_op.drop_index("ix_help_requests_state")
        batch_op.drop_index("ix_help_requests_producer")
        batch_op.drop_index(batch_op.f("ix_help_requests_district_id"))
        batch_op.drop_index(batch_op.f("ix_help_requests_business_id"))

    op.drop_table("help_requests")
    op.drop_table("reminder_wishes")
    with op.batch_alter_table("mentors", schema=None) as batch_op:
        batch_op.drop_index("ix_mentors_state")
        batch_op.drop_index(batch_op.f("ix_mentors_district_id"))
        batch_op.drop_index("ix_mentors_card_hour")

    op.drop_table("mentors")
    with op.batch_alter_table("match_runs", schema=None) as batch_op:
        batch_op.drop_index("ix_match_runs_done_at")

    op.drop_table("match_runs")
