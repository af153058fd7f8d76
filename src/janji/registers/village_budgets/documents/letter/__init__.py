"""The letter with the result of an evaluation, as PDF and DOCX."""
