"""The FAQ and its versions, questions and answers given, tickets; businesses by the day they were registered.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "faq_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("pulled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pulled_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(pulled_at IS NULL) = (pulled_by_id IS NULL)", name=op.f("ck_faq_topics_pulled_by_somebody")
        ),
        sa.ForeignKeyConstraint(["pulled_by_id"], ["people.id"], name=op.f("fk_faq_topics_pulled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_topics")),
        sa.UniqueConstraint("key", name=op.f("uq_faq_topics_key")),
    )
    with op.batch_alter_table("faq_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_faq_topics_changed_at"), ["changed_at"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=3000), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("sure", "unsure", "outside", "urgent", name="questionoutcome", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_questions_confidence_is_a_share")),
        sa.ForeignKeyConstraint(["topic_id"], ["faq_topics.id"], name=op.f("fk_questions_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_asked_at", ["asked_at"], unique=False)
        batch_op.create_index("ix_questions_chat", ["channel", "chat_id", "asked_at"], unique=False)
        batch_op.create_index("ix_questions_outcome", ["outcome", "asked_at"], unique=False)

    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=True),
        sa.Column("asker_name", sa.String(length=80), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "claimed", "answered", "closed", name="ticketstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("times_reopened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escalate_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'answered' OR answered_at IS NOT NULL", name=op.f("ck_tickets_answered_at_some_time")
        ),
        sa.CheckConstraint(
            "state <> 'claimed' OR claimed_by_id IS NOT NULL", name=op.f("ck_tickets_claimed_by_somebody")
        ),
        sa.CheckConstraint("(helped IS NULL) = (rated_at IS NULL)", name=op.f("ck_tickets_rated_at_with_its_rating")),
        sa.CheckConstraint("escalate_at >= remind_at", name=op.f("ck_tickets_reminded_before_escalated")),
        sa.CheckConstraint("group_id IS NULL OR group_id <> id", name=op.f("ck_tickets_no_group_of_itself")),
        sa.ForeignKeyConstraint(["asker_id"], ["people.id"], name=op.f("fk_tickets_asker_id")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["people.id"], name=op.f("fk_tickets_claimed_by_id")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_tickets_district_id")),
        sa.ForeignKeyConstraint(["group_id"], ["tickets.id"], name=op.f("fk_tickets_group_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_tickets_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["faq_topics.id"], name=op.f("fk_tickets_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tickets_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index("ix_tickets_chat", ["channel", "chat_id", "opened_at"], unique=False)
        batch_op.create_index("ix_tickets_claimed_by_id", ["claimed_by_id"], unique=False)
        batch_op.create_index("ix_tickets_district", ["district_id", "state"], unique=False)
        batch_op.create_index(
            "ix_tickets_escalate_at",
            ["escalate_at"],
            unique=False,
            sqlite_where=sa.text("escalated_at IS NULL"),
            postgresql_where=sa.text("escalated_at IS NULL"),
        )
        batch_op.create_index("ix_tickets_group_id", ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tickets_question_id"), ["question_id"], unique=False)
        batch_op.create_index(
            "ix_tickets_remind_at",
            ["remind_at"],
            unique=False,
            sqlite_where=sa.text("reminded_at IS NULL"),
            postgresql_where=sa.text("reminded_at IS NULL"),
        )
        batch_op.create_index("ix_tickets_staff_told_at", ["staff_told_at"], unique=False)
        batch_op.create_index("ix_tickets_state", ["state", "opened_at"], unique=False)
        batch_op.create_index("ix_tickets_topic", ["topic_id", "state"], unique=False)

    op.create_table(
        "faq_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "published", "superseded", "rejected", name="faqstate", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("origin", sa.Enum("file", "staff", name="faqorigin", native_enum=False, length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("correction_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(correction_asked_at IS NULL) OR state <> 'proposed'",
            name=op.f("ck_faq_versions_only_known_words_are_told"),
        ),
        sa.CheckConstraint(
            "(origin = 'staff') = (author_id IS NOT NULL)", name=op.f("ck_faq_versions_staff_have_an_author")
        ),
        sa.CheckConstraint(
            "state <> 'published' OR origin = 'file' OR confirmed_by_id IS NOT NULL",
            name=op.f("ck_faq_versions_staff_words_are_confirmed"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_faq_versions_number_counts_from_one")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_faq_versions_author_id")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["people.id"], name=op.f("fk_faq_versions_confirmed_by_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_faq_versions_ticket_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["faq_topics.id"], name=op.f("fk_faq_versions_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_versions")),
        sa.UniqueConstraint("topic_id", "number", name=op.f("uq_faq_versions_topic_id_number")),
    )
    with op.batch_alter_table("faq_versions", schema=None) as batch_op:
        batch_op.create_index("ix_faq_versions_state", ["state"], unique=False)
        batch_op.create_index(
            "uq_faq_versions_published",
            ["topic_id"],
            unique=True,
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )

    op.create_table(
        "ticket_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("text", "photo", "voice", "video", "document", name="messagekind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("file_id", sa.String(length=256), nullable=True),
        sa.Column("unique_id", sa.String(length=64), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'text') = (file_id IS NULL)", name=op.f("ck_ticket_messages_a_file_unless_text")),
        sa.CheckConstraint("kind <> 'text' OR words IS NOT NULL", name=op.f("ck_ticket_messages_a_text_has_words")),
        sa.CheckConstraint(
            "(file_id IS NULL) = (unique_id IS NULL)", name=op.f("ck_ticket_messages_file_has_both_ids")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_ticket_messages_author_id")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_messages_ticket_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_messages")),
    )
    with op.batch_alter_table("ticket_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_messages_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_ticket_messages_ticket_id", ["ticket_id"], unique=False)

    op.create_table(
        "answers_given",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrected_with_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(helped IS NULL) = (rated_at IS NULL)", name=op.f("ck_answers_given_rated_at_with_its_rating")
        ),
        sa.ForeignKeyConstraint(
            ["corrected_with_id"], ["faq_versions.id"], name=op.f("fk_answers_given_corrected_with_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_answers_given_question_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["faq_topics.id"], name=op.f("fk_answers_given_topic_id")),
        sa.ForeignKeyConstraint(["version_id"], ["faq_versions.id"], name=op.f("fk_answers_given_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers_given")),
    )
    with op.batch_alter_table("answers_given", schema=None) as batch_op:
        batch_op.create_index("ix_answers_given_chat", ["channel", "chat_id", "given_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_given_question_id"), ["question_id"], unique=False)
        batch_op.create_index("ix_answers_given_topic", ["topic_id", "given_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_given_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("businesses", schema=None) as batch_op:
        batch_op.create_index("ix_businesses_registered_at", ["registered_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("businesses", schema=None) as batch_op:
        batch_op.drop_index("ix_businesses_registered_at")

    with op.batch_alter_table("answers_given", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_given_version_id"))
        batch_op.drop_index("ix_answers_given_topic")
        batch_op.drop_index(batch_op.f("ix_answers_given_question_id"))
        batch_op.drop_index("ix_answers_given_chat")

    op.drop_table("answers_given")
    with op.batch_alter_table("ticket_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_ticket_messages_ticket_id")
        batch_op.drop_index(batch_op.f("ix_ticket_messages_author_id"))

    op.drop_table("ticket_messages")
    with op.batch_alter_table("faq_versions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_faq_versions_published",
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )
        batch_op.drop_index("ix_faq_versions_state")

    op.drop_table("faq_versions")
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.drop_index("ix_tickets_topic")
        batch_op.drop_index("ix_tickets_state")
        batch_op.drop_index("ix_tickets_staff_told_at")
        batch_op.drop_index(
            "ix_tickets_remind_at",
            sqlite_where=sa.text("reminded_at IS NULL"),
            postgresql_where=sa.text("reminded_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_tickets_question_id"))
        batch_op.drop_index("ix_tickets_group_id")
        batch_op.drop_index(
            "ix_tickets_escalate_at",
            sqlite_where=sa.text("escalated_at IS NULL"),
            postgresql_where=sa.text("escalated_at IS NULL"),
        )
        batch_op.drop_index("ix_tickets_district")
        batch_op.drop_index("ix_tickets_claimed_by_id")
        batch_op.drop_index("ix_tickets_chat")
        batch_op.drop_index(batch_op.f("ix_tickets_asker_id"))

    op.drop_table("tickets")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index("ix_questions_outcome")
        batch_op.drop_index("ix_questions_chat")
        batch_op.drop_index("ix_questions_asked_at")

    op.drop_table("questions")
    with op.batch_alter_table("faq_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_faq_topics_changed_at"))

    op.drop_table("faq_topics")
