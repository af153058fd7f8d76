"""The register of self-help groups (KSM) and the finance units (UPK) that lend to them."""
