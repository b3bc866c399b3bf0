"""The catalogue from a file or a screen to versions in the database: `lezen` checks a file, `versies` compares and applies."""
