"""The index of offers in the database: storing, importing, searching."""
