"""Machinery for papers: content to PDF and DOCX, and DOCX, PDF and text back to content. No paper of its own."""
