"""Appointments: centres, agenda, booking."""
