"""Facts: values of variables kept by office, terms and quarters, so that pages need not count rows."""
