"""The dashboard of a basisteam: the facts (`feiten`), what is counted of them (`standen`, `beeld`), what comes first (`bespreken`) and
the lists behind the numbers (`lijsten`)."""
