"""The report of a survey, as PDF and DOCX: summary, analysis, plan, annexes and a poster."""
