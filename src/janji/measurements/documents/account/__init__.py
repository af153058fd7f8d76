"""The paper that shows where figures come from."""
