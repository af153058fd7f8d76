"""Where the house is put together: settings, addresses, the shell around every page, the command line."""
