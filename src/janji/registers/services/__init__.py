"""The register of services: what the counter offers, every request with its clock, and complaints."""
