"""The working calendar: days off, days with hours of their own, and when the counter is open."""
