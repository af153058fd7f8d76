"""The rules, as functions of values: no framework, no clock, no network, no sentence for a reader."""
