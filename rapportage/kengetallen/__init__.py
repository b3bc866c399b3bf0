"""The figures: what they are (`catalogus`), how each is counted (a module per subject), the night job and what a page reads (`lezen`)."""
