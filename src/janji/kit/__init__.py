"""Tools around Django that know no word of the trade: components, refusals, the audit chain, tables, charts, files."""
