"""The register of satisfaction surveys (SKM): instruments, survey periods, answers, and what became of them."""
