"""Where the specification says one thing and Estran prints another: what it prints today, accepted until one of the two
changes. By folder of the month, then by what the check calls the row or the cell."""

NBSP, THIN = "\u00a0", "\u202f"

ROUNDED_TWICE = "section 4, « arrondis, une seule fois, à l’affichage »: the median is taken of whole per cents"
SAME_CASES = "section 5: TC1, of the same contents, is partial from 60 to 95 % of them"
N = "n is the number of cases it rests on: 4 of 99 messages, not of the 95 others"
NO_COMPARISON = "page 2, « chacun avec sa comparaison au mois précédent »: ES5 is VA1, which the table compares"
OF_CH6 = (
    "page 8: three accounts are asked for CH6 (« rien sous 3 comptes »); CH5 asks for three whole months of the account"
)
NO_SUCH_CONTENT = "section 5, « Non mesuré ce mois-ci »: there is no circuit or request whose time could be missing"
NO_HOURS = f"Non mesuré{NBSP}: aucun temps saisi pour ces contenus"

# Of rows: value, unit, n, state and printed form; None when there is no such row or cell.
DISPUTED = {
    "abers": {
        "CH2 médiane 12 mois 2026-10": ([("0,730000", "ratio", "", "mesuré", f"73{THIN}%")], ROUNDED_TWICE),
        "ES4 médiane 12 mois 2026-10": ([("0,890000", "ratio", "", "mesuré", f"89{THIN}%")], ROUNDED_TWICE),
        "table of comparison, Charge": (
            [f"110{THIN}%", f"94{THIN}%", f"70{THIN}%", f"73{THIN}%", f"hausse de 16{NBSP}points"],
            ROUNDED_TWICE,
        ),
        "MO5 sans heure connue 2026-10": ([("4", "nombre", "95", "mesuré", "4")], N),
        "TC2 2026-10": ([("16678", "s", "37", "mesuré", f"4{NBSP}h{NBSP}40")], SAME_CASES),
        "key figures beside the month before, ES5": (None, NO_COMPARISON),
    },
    "01-complet": {
        "key figures beside the month before, ES5": (None, NO_COMPARISON),
    },
    "14-compte-ajoute": {
        "CH2 médiane 12 mois 2026-10": ([("0,530000", "ratio", "", "mesuré", f"53{THIN}%")], ROUNDED_TWICE),
        "ES4 médiane 12 mois 2026-10": ([("0,900000", "ratio", "", "mesuré", f"90{THIN}%")], ROUNDED_TWICE),
        "CH5 fb-ville 2026-10": (None, OF_CH6),
        "CH7 fb-ville 2026-10": (None, OF_CH6),
        "DE3 2026-10": ([("", "", "0", "non mesuré", NO_HOURS)], NO_SUCH_CONTENT),
        "DE4 2026-10": ([("", "", "0", "non mesuré", NO_HOURS)], NO_SUCH_CONTENT),
        "VA4 2026-10": ([("", "", "0", "non mesuré", NO_HOURS)], NO_SUCH_CONTENT),
    },
}
