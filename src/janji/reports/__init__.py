"""Pages across agreements and measurements, one module a report."""
