"""The performance agreement on paper: statement and annex, as PDF and DOCX."""
