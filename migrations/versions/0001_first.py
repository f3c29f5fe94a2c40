"""The first tables: the engine of conversations, people and roles, businesses, places and products.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # Each value stands for a block of outbox ids (durable/outbox.py).
        op.execute(sa.schema.CreateSequence(sa.Sequence("outbox_ids", increment=1000)))
    op.create_table(
        "conversations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), server_default="", nullable=False),
        sa.Column("name", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=True),
        sa.Column("drafts", sa.Text(), server_default="{}", nullable=False),
        sa.Column("timeout_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint("(name is null) = (state is null)", name=op.f("ck_conversations_name_and_state_together")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("bot", "chat_id", name=op.f("uq_conversations_bot_chat_id")),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index("ix_conversations_last_heard_at", ["bot", "last_heard_at"], unique=False)
        batch_op.create_index(
            "ix_conversations_timeout_at",
            ["timeout_at"],
            unique=False,
            sqlite_where=sa.text("timeout_at is not null"),
            postgresql_where=sa.text("timeout_at is not null"),
        )

    op.create_table(
        "districts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("code_bps", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("seat", sa.String(length=60), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_districts")),
        sa.UniqueConstraint("code", name=op.f("uq_districts_code")),
        sa.UniqueConstraint("code_bps", name=op.f("uq_districts_code_bps")),
        sa.UniqueConstraint("name", name=op.f("uq_districts_name")),
    )
    op.create_table(
        "engine_values",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_engine_values")),
    )
    op.create_table(
        "leases",
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("job", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("renewals", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("bot", "job", name=op.f("pk_leases")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=8), server_default="pending", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("target_id", sa.BigInteger(), nullable=True),
        sa.Column("reply_target_id", sa.BigInteger(), nullable=True),
        sa.Column("about_kind", sa.String(length=32), nullable=True),
        sa.Column("about_id", sa.BigInteger(), nullable=True),
        sa.Column("inbox_id", sa.BigInteger(), nullable=True),
        sa.Column("unique_key", sa.String(length=120), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'sent', 'dropped', 'unknown', 'dead')", name=op.f("ck_outbox_state_is_known")
        ),
        sa.CheckConstraint("kind between 0 and 4", name=op.f("ck_outbox_kind_is_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_outbox_unique_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_about", ["about_kind", "about_id"], unique=False)
        batch_op.create_index("ix_outbox_closed_at", ["closed_at"], unique=False)
        batch_op.create_index(
            "ix_outbox_pending",
            ["bot", "kind", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index(
            "ix_outbox_pending_chat",
            ["bot", "chat_id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("cluster", sa.String(length=32), nullable=False),
        sa.Column("kbli_2020", sa.String(length=5), nullable=False),
        sa.Column("kbli_2025", sa.String(length=5), nullable=True),
        sa.Column("is_industry", sa.Boolean(), nullable=False),
        sa.Column(
            "pirt", sa.Enum("ya", "tidak", "tanya", name="permitneed", native_enum=False, length=16), nullable=False
        ),
        sa.Column(
            "bpom_md", sa.Enum("ya", "tidak", "tanya", name="permitneed", native_enum=False, length=16), nullable=False
        ),
        sa.Column(
            "sni", sa.Enum("ya", "tidak", "tanya", name="permitneed", native_enum=False, length=16), nullable=False
        ),
        sa.Column(
            "halal", sa.Enum("ya", "tidak", "tanya", name="permitneed", native_enum=False, length=16), nullable=False
        ),
        sa.Column(
            "slhs", sa.Enum("ya", "tidak", "tanya", name="permitneed", native_enum=False, length=16), nullable=False
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("key", name=op.f("uq_products_key")),
    )
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_products_cluster"), ["cluster"], unique=False)

    op.create_table(
        "sent_messages",
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=True),
        sa.Column("about_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("bot", "chat_id", "message_id", name=op.f("pk_sent_messages")),
    )
    with op.batch_alter_table("sent_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_messages_outbox_id"), ["outbox_id"], unique=False)

    op.create_table(
        "uploads",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_uploads")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("channel", "chat_id", name=op.f("uq_accounts_channel_chat_id")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"], unique=False)

    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("about_kind", sa.String(length=24), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(length=80), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_audit_entries_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_about", ["about_kind", "about_id"], unique=False)
        batch_op.create_index("ix_audit_entries_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_entries_person_id", ["person_id"], unique=False)

    op.create_table(
        "businesses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("registered_through", sa.String(length=64), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("village", sa.String(length=60), nullable=True),
        sa.Column("year_begun", sa.Integer(), nullable=True),
        sa.Column("workers", sa.String(length=24), nullable=True),
        sa.Column("investment", sa.String(length=24), nullable=True),
        sa.Column("capital", sa.String(length=24), nullable=True),
        sa.Column("yearly_sales", sa.String(length=24), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("photo_file_id", sa.String(length=256), nullable=True),
        sa.Column("photo_unique_id", sa.String(length=64), nullable=True),
        sa.Column("permits_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "kind", sa.Enum("ikm", "umkm", "irisan", name="businesskind", native_enum=False, length=16), nullable=False
        ),
        sa.Column("also_trades", sa.Boolean(), nullable=False),
        sa.Column("is_small_by_umkm_rule", sa.Boolean(), nullable=False),
        sa.Column(
            "industry_scale",
            sa.Enum("kecil", "menengah", "besar", name="industryscale", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column(
            "umkm_scale_by_capital",
            sa.Enum("mikro", "kecil", "menengah", "besar", name="umkmscale", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column(
            "umkm_scale_by_sales",
            sa.Enum("mikro", "kecil", "menengah", "besar", name="umkmscale", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("needs_decision", sa.Boolean(), nullable=False),
        sa.Column("decision_reasons", sa.String(length=120), nullable=True),
        sa.Column("classified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_kind",
            sa.Enum("ikm", "umkm", "irisan", name="businesskind", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("referral_marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'irisan') = (also_trades OR is_small_by_umkm_rule)",
            name=op.f("ck_businesses_only_an_overlap_has_its_reasons"),
        ),
        sa.CheckConstraint(
            "(decided_kind IS NULL) = (decided_at IS NULL)", name=op.f("ck_businesses_decided_at_with_its_kind")
        ),
        sa.CheckConstraint(
            "(photo_file_id IS NULL) = (photo_unique_id IS NULL)", name=op.f("ck_businesses_photo_has_both_ids")
        ),
        sa.CheckConstraint(
            "needs_decision = (decision_reasons IS NOT NULL)", name=op.f("ck_businesses_decision_has_a_reason")
        ),
        sa.CheckConstraint(
            "year_begun IS NULL OR year_begun BETWEEN 1900 AND 2200", name=op.f("ck_businesses_year_begun_is_a_year")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_businesses_decided_by_id")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_businesses_district_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_businesses_owner_id")),
        sa.ForeignKeyConstraint(["registered_by_id"], ["people.id"], name=op.f("fk_businesses_registered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_businesses")),
        sa.UniqueConstraint("registered_through", name=op.f("uq_businesses_registered_through")),
    )
    with op.batch_alter_table("businesses", schema=None) as batch_op:
        batch_op.create_index("ix_businesses_district_id", ["district_id"], unique=False)
        batch_op.create_index("ix_businesses_kind", ["kind"], unique=False)
        batch_op.create_index("ix_businesses_needs_decision", ["needs_decision"], unique=False)
        batch_op.create_index("ix_businesses_owner_id", ["owner_id"], unique=False)
        batch_op.create_index("ix_businesses_referral_marked_at", ["referral_marked_at"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_at >= given_at", name=op.f("ck_consents_withdrawn_after_given")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index("ix_consents_person_id", ["person_id"], unique=False)
        batch_op.create_index(
            "uq_consents_in_force",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), server_default="pending", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state <> 'pending' or conversation_id is not null", name=op.f("ck_inbox_pending_has_a_chat")
        ),
        sa.CheckConstraint("state in ('pending', 'done', 'dead')", name=op.f("ck_inbox_state_is_known")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_inbox_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("bot", "update_id", name=op.f("uq_inbox_bot_update_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_finished_at", ["finished_at"], unique=False)
        batch_op.create_index(
            "ix_inbox_pending",
            ["conversation_id", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.create_index(
            "ix_inbox_pending_id",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=22), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("register", "role", "claim", name="invitationkind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum("admin", "petugas", "mentor", "kader", "pembaca", name="rolekind", native_enum=False, length=16),
            nullable=True,
        ),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("inviter_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(kind = 'register') = (role IS NULL)", name=op.f("ck_invitations_role_given_or_not")),
        sa.CheckConstraint("length(token) = 22", name=op.f("ck_invitations_token_length")),
        sa.CheckConstraint("uses_left >= 0", name=op.f("ck_invitations_uses_left_not_negative")),
        sa.ForeignKeyConstraint(["inviter_id"], ["people.id"], name=op.f("fk_invitations_inviter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token", name=op.f("uq_invitations_token")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_inviter_id"), ["inviter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitations_kind"), ["kind"], unique=False)

    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("admin", "petugas", "mentor", "kader", "pembaca", name="rolekind", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "revoked_at IS NULL OR revoked_at >= granted_at", name=op.f("ck_roles_revoked_after_granted")
        ),
        sa.ForeignKeyConstraint(["granted_by_id"], ["people.id"], name=op.f("fk_roles_granted_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_roles_person_id")),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["people.id"], name=op.f("fk_roles_revoked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.create_index(
            "ix_roles_active_kind",
            ["kind"],
            unique=False,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )
        batch_op.create_index(
            "uq_roles_active",
            ["person_id", "kind"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "uploaded_files",
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["uploads.sha256"], name=op.f("fk_uploaded_files_sha256")),
        sa.PrimaryKeyConstraint("bot", "sha256", name=op.f("pk_uploaded_files")),
    )
    op.create_table(
        "business_activities",
        sa.Column("business_id", sa.Integer(), nullable=False),
        sa.Column(
            "activity",
            sa.Enum("processed", "packed", "resold", "grown", "served", name="activity", native_enum=False, length=16),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["business_id"], ["businesses.id"], name=op.f("fk_business_activities_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "activity", name=op.f("pk_business_activities")),
    )
    op.create_table(
        "business_products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("business_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("free_text", sa.String(length=80), nullable=True),
        sa.CheckConstraint(
            "(product_id IS NULL) <> (free_text IS NULL)", name=op.f("ck_business_products_listed_or_free")
        ),
        sa.ForeignKeyConstraint(
            ["business_id"], ["businesses.id"], name=op.f("fk_business_products_business_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_business_products_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_products")),
        sa.UniqueConstraint("business_id", "product_id", name=op.f("uq_business_products_business_id_product_id")),
    )
    with op.batch_alter_table("business_products", schema=None) as batch_op:
        batch_op.create_index("ix_business_products_product_id", ["product_id"], unique=False)

    op.create_table(
        "invitation_uses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitations.id"], name=op.f("fk_invitation_uses_invitation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitation_uses_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_uses")),
        sa.UniqueConstraint("invitation_id", "person_id", name=op.f("uq_invitation_uses_invitation_id_person_id")),
    )
    with op.batch_alter_table("invitation_uses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_uses_person_id"), ["person_id"], unique=False)

    op.create_table(
        "permits_held",
        sa.Column("business_id", sa.Integer(), nullable=False),
        sa.Column(
            "permit",
            sa.Enum("nib", "pirt", "halal", "bpom_md", "sni", "merek", name="permit", native_enum=False, length=16),
            nullable=False,
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["businesses.id"], name=op.f("fk_permits_held_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "permit", name=op.f("pk_permits_held")),
    )


def downgrade() -> None:
    op.drop_table("permits_held")
    with op.batch_alter_table("invitation_uses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_uses_person_id"))

    op.drop_table("invitation_uses")
    with op.batch_alter_table("business_products", schema=None) as batch_op:
        batch_op.drop_index("ix_business_products_product_id")

    op.drop_table("business_products")
    op.drop_table("business_activities")
    op.drop_table("uploaded_files")
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_roles_active",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_roles_active_kind",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("roles")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_kind"))
        batch_op.drop_index(batch_op.f("ix_invitations_inviter_id"))

    op.drop_table("invitations")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_pending_id",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index(
            "ix_inbox_pending", sqlite_where=sa.text("state = 'pending'"), postgresql_where=sa.text("state = 'pending'")
        )
        batch_op.drop_index("ix_inbox_finished_at")

    op.drop_table("inbox")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consents_in_force",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index("ix_consents_person_id")

    op.drop_table("consents")
    with op.batch_alter_table("businesses", schema=None) as batch_op:
        batch_op.drop_index("ix_businesses_referral_marked_at")
        batch_op.drop_index("ix_businesses_owner_id")
        batch_op.drop_index("ix_businesses_needs_decision")
        batch_op.drop_index("ix_businesses_kind")
        batch_op.drop_index("ix_businesses_district_id")

    op.drop_table("businesses")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_person_id")
        batch_op.drop_index("ix_audit_entries_at")
        batch_op.drop_index("ix_audit_entries_about")

    op.drop_table("audit_entries")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_person_id"))

    op.drop_table("accounts")
    op.drop_table("uploads")
    with op.batch_alter_table("sent_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_messages_outbox_id"))

    op.drop_table("sent_messages")
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_products_cluster"))

    op.drop_table("products")
    op.drop_table("people")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_pending_chat",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index(
            "ix_outbox_pending",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index("ix_outbox_closed_at")
        batch_op.drop_index("ix_outbox_about")

    op.drop_table("outbox")
    op.drop_table("leases")
    op.drop_table("engine_values")
    op.drop_table("districts")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_conversations_timeout_at",
            sqlite_where=sa.text("timeout_at is not null"),
            postgresql_where=sa.text("timeout_at is not null"),
        )
        batch_op.drop_index("ix_conversations_last_heard_at")

    op.drop_table("conversations")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.schema.DropSequence(sa.Sequence("outbox_ids")))
