"""The first tables: conversations, messages, offers, appointments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create."""
    op.create_table(
        "agenda_blocks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("counsellor", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.String(length=16), nullable=False),
        sa.Column("ends", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_blocks")),
    )
    op.create_index(
        op.f("ix_agenda_blocks_counsellor"), "agenda_blocks", ["counsellor"], unique=False
    )
    op.create_index(op.f("ix_agenda_blocks_ends"), "agenda_blocks", ["ends"], unique=False)
    op.create_table(
        "agendas",
        sa.Column("version", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_agendas")),
    )
    op.create_table(
        "alerted_offers",
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("sender_id", "id", name=op.f("pk_alerted_offers")),
    )
    op.create_table(
        "appointment_code_trials",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("student", sa.String(length=255), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_code_trials")),
    )
    op.create_index(
        op.f("ix_appointment_code_trials_student"),
        "appointment_code_trials",
        ["student"],
        unique=False,
    )
    op.create_table(
        "appointment_waiting",
        sa.Column("student", sa.String(length=255), nullable=False),
        sa.Column("center", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("variety", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "student", "center", "service", name=op.f("pk_appointment_waiting")
        ),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("secret", sa.String(length=43), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("student", sa.String(length=255), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("center", sa.String(length=64), nullable=False),
        sa.Column("counsellor", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("variety", sa.String(length=8), nullable=False),
        sa.Column("guardian", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("code", name=op.f("uq_appointments_code")),
        sa.UniqueConstraint("request", name=op.f("uq_appointments_request")),
        sa.UniqueConstraint("secret", name=op.f("uq_appointments_secret")),
        sa.UniqueConstraint("student", "place", name="uq_appointments_student_place"),
    )
    op.create_index(op.f("ix_appointments_center"), "appointments", ["center"], unique=False)
    op.create_index(op.f("ix_appointments_starts"), "appointments", ["starts"], unique=False)
    op.create_index(op.f("ix_appointments_student"), "appointments", ["student"], unique=False)
    op.create_table(
        "button_payloads",
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender_id", "key", name=op.f("pk_button_payloads")),
    )
    op.create_index(
        op.f("ix_button_payloads_shown_at"), "button_payloads", ["shown_at"], unique=False
    )
    op.create_table(
        "contacts",
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("variety", sa.String(length=16), nullable=True),
        sa.Column("wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disclosed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("human_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_busy_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asks", sa.String(length=64), nullable=True),
        sa.Column("choices", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sender_id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_forgotten_at"), "contacts", ["forgotten_at"], unique=False)
    op.create_index(op.f("ix_contacts_wrote_at"), "contacts", ["wrote_at"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender_id", name=op.f("pk_conversations")),
    )
    op.create_index(
        op.f("ix_conversations_updated_at"), "conversations", ["updated_at"], unique=False
    )
    op.create_table(
        "counsellor_feeds",
        sa.Column("counsellor", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.String(length=43), nullable=False),
        sa.PrimaryKeyConstraint("counsellor", name=op.f("pk_counsellor_feeds")),
        sa.UniqueConstraint("secret", name=op.f("uq_counsellor_feeds_secret")),
    )
    op.create_table(
        "due_work",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_due_work")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("event_key", sa.String(length=255), nullable=False),
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.Float(), nullable=False),
        sa.Column("lease_until", sa.Float(), nullable=False),
        sa.Column("worker", sa.String(length=120), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "event_key", name="uq_inbox_channel_event_key"),
    )
    op.create_index(op.f("ix_inbox_received_at"), "inbox", ["received_at"], unique=False)
    op.create_index("ix_inbox_sender_id_state", "inbox", ["sender_id", "state"], unique=False)
    op.create_index("ix_inbox_state_id", "inbox", ["state", "id"], unique=False)
    op.create_table(
        "message_counts",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("span", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", "span", name=op.f("pk_message_counts")),
    )
    op.create_index(op.f("ix_message_counts_ends_at"), "message_counts", ["ends_at"], unique=False)
    op.create_table(
        "offer_alerts",
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("search", sa.String(length=64), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("variety", sa.String(length=12), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("sender_id", "search", name=op.f("pk_offer_alerts")),
    )
    op.create_index(op.f("ix_offer_alerts_due_at"), "offer_alerts", ["due_at"], unique=False)
    op.create_table(
        "offer_links",
        sa.Column("key", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "source", name=op.f("pk_offer_links")),
    )
    op.create_index(op.f("ix_offer_links_no"), "offer_links", ["no"], unique=False)
    op.create_index("ix_offer_links_source_run", "offer_links", ["source", "run"], unique=False)
    op.create_table(
        "offer_runs",
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column(
            "started_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "finished_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("report", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run", name=op.f("pk_offer_runs")),
    )
    op.create_table(
        "offer_terms",
        sa.Column(
            "term",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("age", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("term", "age", "no", name=op.f("pk_offer_terms")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "offers",
        sa.Column(
            "no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("twin", sa.String(length=20), nullable=True),
        sa.Column("fingerprint", sa.String(length=20), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("city", sa.String(length=32), nullable=True),
        sa.Column("region", sa.String(length=40), nullable=True),
        sa.Column("contract", sa.String(length=20), nullable=True),
        sa.Column("internship_type", sa.String(length=20), nullable=True),
        sa.Column("work_time", sa.String(length=12), nullable=True),
        sa.Column("remote", sa.Boolean(), nullable=True),
        sa.Column("sector", sa.String(length=24), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("experience", sa.Integer(), nullable=True),
        sa.Column("employer", sa.String(length=20), nullable=True),
        sa.Column("demo", sa.Integer(), nullable=False),
        sa.Column(
            "hidden_after", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("gone_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seen_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_offers")),
        sa.UniqueConstraint("id", name=op.f("uq_offers_id")),
    )
    op.create_index("ix_offers_demo_gone_at", "offers", ["demo", "gone_at"], unique=False)
    op.create_index(op.f("ix_offers_twin"), "offers", ["twin"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handed_over", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.String(length=255), nullable=True),
        sa.Column("retry_at", sa.Float(), nullable=False),
        sa.Column("lease_until", sa.Float(), nullable=False),
        sa.Column("worker", sa.String(length=120), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(
        "ix_outbox_channel_state_due_at", "outbox", ["channel", "state", "due_at"], unique=False
    )
    op.create_index(op.f("ix_outbox_platform_id"), "outbox", ["platform_id"], unique=False)
    op.create_index("ix_outbox_sender_id_state", "outbox", ["sender_id", "state"], unique=False)
    op.create_index("ix_outbox_updated_at", "outbox", ["updated_at"], unique=False)
    op.create_table(
        "saved_offers",
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("saved_at", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("sender_id", "id", name=op.f("pk_saved_offers")),
    )
    op.create_table(
        "appointment_cells",
        sa.Column("counsellor", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.String(length=16), nullable=False),
        sa.Column("student", sa.String(length=255), nullable=False),
        sa.Column("appointment", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment"],
            ["appointments.id"],
            name=op.f("fk_appointment_cells_appointment_appointments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("counsellor", "starts", name=op.f("pk_appointment_cells")),
        sa.UniqueConstraint("student", "starts", name="uq_appointment_cells_student"),
    )
    op.create_index(
        op.f("ix_appointment_cells_appointment"), "appointment_cells", ["appointment"], unique=False
    )
    op.create_table(
        "contact_addresses",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sender_id", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"],
            ["contacts.sender_id"],
            name=op.f("fk_contact_addresses_sender_id_contacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_contact_addresses")),
    )
    op.create_index(
        op.f("ix_contact_addresses_sender_id"), "contact_addresses", ["sender_id"], unique=False
    )


def downgrade() -> None:
    """Drop."""
    op.drop_index(op.f("ix_contact_addresses_sender_id"), table_name="contact_addresses")
    op.drop_table("contact_addresses")
    op.drop_index(op.f("ix_appointment_cells_appointment"), table_name="appointment_cells")
    op.drop_table("appointment_cells")
    op.drop_table("saved_offers")
    op.drop_index("ix_outbox_updated_at", table_name="outbox")
    op.drop_index("ix_outbox_sender_id_state", table_name="outbox")
    op.drop_index(op.f("ix_outbox_platform_id"), table_name="outbox")
    op.drop_index("ix_outbox_channel_state_due_at", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_offers_twin"), table_name="offers")
    op.drop_index("ix_offers_demo_gone_at", table_name="offers")
    op.drop_table("offers")
    op.drop_table("offer_terms")
    op.drop_table("offer_runs")
    op.drop_index("ix_offer_links_source_run", table_name="offer_links")
    op.drop_index(op.f("ix_offer_links_no"), table_name="offer_links")
    op.drop_table("offer_links")
    op.drop_index(op.f("ix_offer_alerts_due_at"), table_name="offer_alerts")
    op.drop_table("offer_alerts")
    op.drop_index(op.f("ix_message_counts_ends_at"), table_name="message_counts")
    op.drop_table("message_counts")
    op.drop_index("ix_inbox_state_id", table_name="inbox")
    op.drop_index("ix_inbox_sender_id_state", table_name="inbox")
    op.drop_index(op.f("ix_inbox_received_at"), table_name="inbox")
    op.drop_table("inbox")
    op.drop_table("due_work")
    op.drop_table("counsellor_feeds")
    op.drop_index(op.f("ix_conversations_updated_at"), table_name="conversations")
    op.drop_table("conversations")
    op.drop_index(op.f("ix_contacts_wrote_at"), table_name="contacts")
    op.drop_index(op.f("ix_contacts_forgotten_at"), table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_button_payloads_shown_at"), table_name="button_payloads")
    op.drop_table("button_payloads")
    op.drop_index(op.f("ix_appointments_student"), table_name="appointments")
    op.drop_index(op.f("ix_appointments_starts"), table_name="appointments")
    op.drop_index(op.f("ix_appointments_center"), table_name="appointments")
    op.drop_table("appointments")
    op.drop_table("appointment_waiting")
    op.drop_index(op.f("ix_appointment_code_trials_student"), table_name="appointment_code_trials")
    op.drop_table("appointment_code_trials")
    op.drop_table("alerted_offers")
    op.drop_table("agendas")
    op.drop_index(op.f("ix_agenda_blocks_ends"), table_name="agenda_blocks")
    op.drop_index(op.f("ix_agenda_blocks_counsellor"), table_name="agenda_blocks")
    op.drop_table("agenda_blocks")
