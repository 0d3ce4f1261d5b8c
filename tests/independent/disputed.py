"""Where the specification says one thing and Estran prints another: what it prints today, accepted until one of the two
changes. By folder of the month, then by what the check calls the row or the cell."""

NBSP = "\u00a0"

NO_SUCH_CONTENT = "section 5, « Non mesuré ce mois-ci »: there is no circuit or request whose time could be missing"
NO_HOURS = f"Non mesuré{NBSP}: aucun temps saisi pour ces contenus"

# Of rows: value, unit, n, state and printed form; None when there is no such row or cell.
DISPUTED = {
    "14-compte-ajoute": {
        "DE3 2026-10": ([("", "", "0", "non mesuré", NO_HOURS)], NO_SUCH_CONTENT),
        "DE4 2026-10": ([("", "", "0", "non mesuré", NO_HOURS)], NO_SUCH_CONTENT),
        "VA4 2026-10": ([("", "", "0", "non mesuré", NO_HOURS)], NO_SUCH_CONTENT),
    },
}
