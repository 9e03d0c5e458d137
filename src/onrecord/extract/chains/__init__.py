"""Reports inside reports: every clause inside a content that may be one, and what stands within what."""
