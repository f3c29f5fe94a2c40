"""Announcements, documents in the background, letters, notes, merged people and helped people.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "training",
                "market",
                "permits",
                "support",
                "office",
                "all",
                name="newstopic",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("audience_words", sa.String(length=300), nullable=False),
        sa.Column("asks_rsvp", sa.Boolean(), nullable=False),
        sa.Column("rsvp_seats", sa.SmallInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "approving",
                "scheduled",
                "canary",
                "sending",
                "paused",
                "halted",
                "sent",
                "cancelled",
                "rejected",
                name="announcementstate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "repeat", sa.Enum("never", "weekly", "monthly", name="repeat", native_enum=False, length=16), nullable=False
        ),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_from", sa.Integer(), server_default="0", nullable=False),
        sa.Column("halt_reason", sa.String(length=80), nullable=True),
        sa.Column("revision", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress_outbox_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(state = 'halted') = (halt_reason IS NOT NULL)", name=op.f("ck_announcements_halted_for_a_reason")
        ),
        sa.CheckConstraint("topic <> 'all'", name=op.f("ck_announcements_topic_is_one")),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL)", name=op.f("ck_announcements_approved_by_somebody")
        ),
        sa.CheckConstraint("ends_at > send_at", name=op.f("ck_announcements_ends_after_it_is_sent")),
        sa.CheckConstraint(
            "rsvp_seats IS NULL OR (asks_rsvp AND rsvp_seats BETWEEN 1 AND 10000)",
            name=op.f("ck_announcements_seats_of_rsvp"),
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["people.id"], name=op.f("fk_announcements_approved_by_id")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_announcements_author_id")),
        sa.ForeignKeyConstraint(["series_id"], ["announcements.id"], name=op.f("fk_announcements_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.create_index(
            "ix_announcements_open",
            ["send_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index("ix_announcements_send_at", ["send_at"], unique=False)
        batch_op.create_index("ix_announcements_series_id", ["series_id"], unique=False)
        batch_op.create_index("ix_announcements_state", ["state", "send_at"], unique=False)

    op.create_table(
        "news_stops",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "training",
                "market",
                "permits",
                "support",
                "office",
                "all",
                name="newstopic",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_news_stops_person_id")),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_news_stops")),
    )
    op.create_table(
        "not_the_same",
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_not_the_same_in_order")),
        sa.ForeignKeyConstraint(["first_id"], ["people.id"], name=op.f("fk_not_the_same_first_id")),
        sa.ForeignKeyConstraint(["said_by_id"], ["people.id"], name=op.f("fk_not_the_same_said_by_id")),
        sa.ForeignKeyConstraint(["second_id"], ["people.id"], name=op.f("fk_not_the_same_second_id")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_not_the_same")),
    )
    op.create_table(
        "office_jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "figures",
                "quarter",
                "businesses",
                "meetings",
                "questions",
                "announcements",
                "recipients",
                "referrals",
                "audit",
                "letter",
                "poster",
                name="jobkind",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "running", "done", "failed", name="jobstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("progress", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("progress_outbox_id", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)",
            name=op.f("ck_office_jobs_finished_at_some_time"),
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_office_jobs_progress_is_a_share")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_office_jobs_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_jobs")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("office_jobs", schema=None) as batch_op:
        batch_op.create_index("ix_office_jobs_asked_by_id", ["asked_by_id", "kind"], unique=False)
        batch_op.create_index(
            "ix_office_jobs_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'running')"),
            postgresql_where=sa.text("state IN ('waiting', 'running')"),
        )

    op.create_table(
        "person_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_person_merges_two_people")),
        sa.ForeignKeyConstraint(["kept_id"], ["people.id"], name=op.f("fk_person_merges_kept_id")),
        sa.ForeignKeyConstraint(["merged_by_id"], ["people.id"], name=op.f("fk_person_merges_merged_by_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["people.id"], name=op.f("fk_person_merges_merged_id")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["people.id"], name=op.f("fk_person_merges_undone_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merges")),
    )
    with op.batch_alter_table("person_merges", schema=None) as batch_op:
        batch_op.create_index("ix_person_merges_kept_id", ["kept_id"], unique=False)
        batch_op.create_index(
            "uq_person_merges_merged",
            ["merged_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "segments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_segments_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
        sa.UniqueConstraint("name", name=op.f("uq_segments_name")),
    )
    op.create_table(
        "service_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("meetings", sa.SmallInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_service_letters_until_after_from")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["people.id"], name=op.f("fk_service_letters_issued_by_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["people.id"], name=op.f("fk_service_letters_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_letters")),
        sa.UniqueConstraint("code", name=op.f("uq_service_letters_code")),
    )
    with op.batch_alter_table("service_letters", schema=None) as batch_op:
        batch_op.create_index("ix_service_letters_mentor_id", ["mentor_id"], unique=False)

    op.create_table(
        "staff_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_staff_notes_author_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_staff_notes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notes")),
    )
    with op.batch_alter_table("staff_notes", schema=None) as batch_op:
        batch_op.create_index("ix_staff_notes_person_id", ["person_id", "id"], unique=False)

    op.create_table(
        "announcement_parts",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("call", sa.SmallInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "text", "photo", "video", "voice", "document", "location", name="partkind", native_enum=False, length=16
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("file_id", sa.String(length=256), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'location') = (latitude IS NOT NULL AND longitude IS NOT NULL)",
            name=op.f("ck_announcement_parts_location_is_whole"),
        ),
        sa.CheckConstraint(
            "(kind IN ('text', 'location')) = (file_id IS NULL)",
            name=op.f("ck_announcement_parts_file_of_what_has_one"),
        ),
        sa.CheckConstraint("kind <> 'text' OR words IS NOT NULL", name=op.f("ck_announcement_parts_text_has_words")),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_parts_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("announcement_id", "place", name=op.f("pk_announcement_parts")),
    )
    op.create_table(
        "announcement_recipients",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_canary", sa.Boolean(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "queued",
                "accepted",
                "blocked",
                "failed",
                "unknown",
                "stopped",
                "dropped",
                "fetched",
                name="recipientstate",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=80), nullable=True),
        sa.Column("outbox_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("change_outbox_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "withdrawal",
            sa.Enum("queued", "done", "too_late", "failed", name="withdrawal", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "rsvp",
            sa.Enum("going", "not_going", "waitlisted", name="rsvp", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("rsvp_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('waiting', 'queued')) = (closed_at IS NULL)",
            name=op.f("ck_announcement_recipients_closed_at_some_time"),
        ),
        sa.CheckConstraint(
            "state <> 'queued' OR outbox_id IS NOT NULL", name=op.f("ck_announcement_recipients_queued_as_a_call")
        ),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_recipients_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_announcement_recipients_person_id")),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_announcement_recipients")),
    )
    with op.batch_alter_table("announcement_recipients", schema=None) as batch_op:
        batch_op.create_index(
            "ix_announcement_recipients_changing",
            ["announcement_id"],
            unique=False,
            sqlite_where=sa.text("change_outbox_id IS NOT NULL"),
            postgresql_where=sa.text("change_outbox_id IS NOT NULL"),
        )
        batch_op.create_index("ix_announcement_recipients_person_id", ["person_id", "announcement_id"], unique=False)
        batch_op.create_index(
            "ix_announcement_recipients_rsvp",
            ["announcement_id", "rsvp", "rsvp_at"],
            unique=False,
            sqlite_where=sa.text("rsvp IS NOT NULL"),
            postgresql_where=sa.text("rsvp IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_announcement_recipients_state", ["announcement_id", "state", "position"], unique=False
        )

    op.create_table(
        "helped",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kader_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("person_id <> kader_id", name=op.f("ck_helped_two_people")),
        sa.ForeignKeyConstraint(["kader_id"], ["people.id"], name=op.f("fk_helped_kader_id")),
        sa.ForeignKeyConstraint(["link_id"], ["invitations.id"], name=op.f("fk_helped_link_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_helped_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_helped")),
        sa.UniqueConstraint("link_id", name=op.f("uq_helped_link_id")),
    )
    with op.batch_alter_table("helped", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helped_kader_id",
            ["kader_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    with op.batch_alter_table("businesses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_businesses_handed_over_at", ["handed_over_at"], unique=False)
        batch_op.create_index("ix_businesses_phone", ["phone"], unique=False)

    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("given_through_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_consents_given_through_id"), "people", ["given_through_id"], ["id"])

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_request_id", ["request_id"], unique=False)

    with op.batch_alter_table("permits_held", schema=None) as batch_op:
        batch_op.create_index("ix_permits_held_told_at", ["told_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("permits_held", schema=None) as batch_op:
        batch_op.drop_index("ix_permits_held_told_at")

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_meetings_request_id")

    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_consents_given_through_id"), type_="foreignkey")
        batch_op.drop_column("given_through_id")

    # In place: SQLite would make the table anew, and what hangs on a business (products, permits) would go with the old.
    with op.batch_alter_table("businesses", schema=None, recreate="never") as batch_op:
        batch_op.drop_index("ix_businesses_phone")
        batch_op.drop_index("ix_businesses_handed_over_at")
        batch_op.drop_column("handed_over_at")

    with op.batch_alter_table("helped", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_helped_kader_id", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("helped")
    with op.batch_alter_table("announcement_recipients", schema=None) as batch_op:
        batch_op.drop_index("ix_announcement_recipients_state")
        batch_op.drop_index(
            "ix_announcement_recipients_rsvp",
            sqlite_where=sa.text("rsvp IS NOT NULL"),
            postgresql_where=sa.text("rsvp IS NOT NULL"),
        )
        batch_op.drop_index("ix_announcement_recipients_person_id")
        batch_op.drop_index(
            "ix_announcement_recipients_changing",
            sqlite_where=sa.text("change_outbox_id IS NOT NULL"),
            postgresql_where=sa.text("change_outbox_id IS NOT NULL"),
        )

    op.drop_table("announcement_recipients")
    op.drop_table("announcement_parts")
    with op.batch_alter_table("staff_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_staff_notes_person_id")

    op.drop_table("staff_notes")
    with op.batch_alter_table("service_letters", schema=None) as batch_op:
        batch_op.drop_index("ix_service_letters_mentor_id")

    op.drop_table("service_letters")
    op.drop_table("segments")
    with op.batch_alter_table("person_merges", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_person_merges_merged",
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
        batch_op.drop_index("ix_person_merges_kept_id")

    op.drop_table("person_merges")
    with op.batch_alter_table("office_jobs", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_office_jobs_open",
            sqlite_where=sa.text("state IN ('waiting', 'running')"),
            postgresql_where=sa.text("state IN ('waiting', 'running')"),
        )
        batch_op.drop_index("ix_office_jobs_asked_by_id")

    op.drop_table("office_jobs")
    op.drop_table("not_the_same")
    op.drop_table("news_stops")
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.drop_index("ix_announcements_state")
        batch_op.drop_index("ix_announcements_series_id")
        batch_op.drop_index("ix_announcements_send_at")
        batch_op.drop_index(
            "ix_announcements_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.drop_table("announcements")
