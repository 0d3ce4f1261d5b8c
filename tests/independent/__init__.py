"""The figures of a month, computed again from the raw files, without Estran.

`exports` and `sheets` read, `facts` ties hours and publications to contents, one module a family gives figures
(`work`, `circuits`, `asked`, `messages`, `accounts`), `compared` puts the month beside the others, `check` compares.
Rules: report-content.md; what it leaves open is in DECISIONS.md, and marked CHOICE here.
"""
