"""The dictionary of indicators: what each one means, how it is counted, in versions that freeze once signed."""
