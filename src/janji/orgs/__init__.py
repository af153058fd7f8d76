"""Who and where: regions, org units in one tree, positions and officials, accounts and their roles."""
