"""General repairs of Italian text read by OCR, each with its reason and one example.

A rule stands here only when it cannot change correct Italian: what depends on one document (a
name misread on one page) is declared with that document, in its `official.yaml`.
Source of the rules: the OCR text of the first plan loaded, read in full, and Italian spelling.
"""

from __future__ import annotations

from portici.plan.rules.official_accents import ACCENTS
from portici.plan.rules.official_repair import general_repair

_SIGNS = (
    general_repair(
        r"^\s*(?:[»•▪●◦]+\s*|[>*·]\s+|«\s+(?!.*»))",
        "",
        why="a list mark opens the line; guillemets that close on the line are quotation",
        before="» Patti di zona",
        after="Patti di zona",
    ),
    general_repair(
        r"[’‘´`]['’‘´`]?|'[’‘´`]",
        "'",
        why="one plain apostrophe for the typographic ones, also where it was read twice",
        before="dell’'orto e dell’uva",
        after="dell'orto e dell'uva",
    ),
    general_repair(
        r"[“”„]",
        '"',
        why="plain double quotes",
        before="“orto”",
        after='"orto"',
    ),
)

_ELISIONS = (
    general_repair(
        r"(?:\bl)?(?<![A-Z])I'(?=\w)",
        "l'",
        why="a capital i before an apostrophe is the letter l, at times read twice",
        before="I'orto, lI'erba, delI'uva",
        after="l'orto, l'erba, dell'uva",
    ),
    general_repair(
        r"(?<=')l(?=[bcdfgmnpqrstvz][a-z])",
        "I",
        why="after an apostrophe and before a consonant the letter l is a capital i",
        before="l'lmpero",
        after="l'Impero",
    ),
    general_repair(
        r"(?<![\w'\"])'(?=[aeiouhAEIOUH]\w{3})(?!\w[^']*'(?!\w))",
        "l'",
        why="the l before the apostrophe is lost; a word in single quotes is left alone",
        before="per 'orto, un 'orto' e Nuku 'Eua",
        after="per l'orto, un 'orto' e Nuku 'Eua",
    ),
    general_repair(
        r"\b([Dd]e|[Aa]|[Nn]e|[Ss]u|[Dd]a|[Qq]ue)ll'l(?=[aeiou])",
        r"\1ll'",
        why="the apostrophe was read a second time as the letter l",
        before="dell'lorto",
        after="dell'orto",
    ),
    general_repair(
        r"lll(?=[bcdfgmnprstvz])",
        "ll'I",
        why="no Italian word has three l: before a consonant the third is a capital i",
        before="delllmpero",
        after="dell'Impero",
    ),
    general_repair(
        r"lll(?=[aeiou])",
        "ll'",
        why="no Italian word has three l: before a vowel the third is the apostrophe",
        before="delllorto",
        after="dell'orto",
    ),
    general_repair(
        r"\b(dell|nell|sull)(?!odat)(?=[aeiou][a-zàèéìòù]{3,})",
        r"\1'",
        why="the apostrophe is lost; no word but 'sullodato' opens so (surnames are capitalised)",
        before="dellimpatto della rete, il sullodato ente",
        after="dell'impatto della rete, il sullodato ente",
    ),
    general_repair(
        r"\b(all|dall)(?=i(?:mp|n[cfginstv])|econom|ammin|adozi)",
        r"\1'",
        why="the apostrophe is lost; only openings that no word shares (not allineare, allievo)",
        before="allimpresa e allinterno, allineare gli allievi",
        after="all'impresa e all'interno, allineare gli allievi",
    ),
    general_repair(
        r"\bl(?=imp(?:[aop]|[lr][aeio])|in(?:clus|iz|nov|serim|tegra|vest)|econom|aggreg|utili)"
        r"(?![a-z]*-)",
        "l'",
        why="the apostrophe is lost; only openings that no word shares, not in web addresses",
        before="limportante lingua limpida, www.limpronta-verde.it",
        after="l'importante lingua limpida, www.limpronta-verde.it",
    ),
    general_repair(
        r"\bd(?=inserim|inclus|innov|integraz|impres|impatt)",
        "d'",
        why="the apostrophe is lost; only openings that no word shares",
        before="borse dinserimento",
        after="borse d'inserimento",
    ),
)

_LETTERS = (
    general_repair(
        r"wv",
        "vv",
        why="no Italian word has wv: a double v was read as w and v",
        before="Awviso",
        after="Avviso",
    ),
    general_repair(
        r"(?<=[a-z]{2}[bcdfglmnprstvz])q(?=[bcdfglmnprstvz][aeiou])",
        "a",
        why="inside a word q stands before u only; between consonants it is an a",
        before="operqzione acquatica in postgresql",
        after="operazione acquatica in postgresql",
    ),
    general_repair(
        r"(?<=[a-z]{3}a)q(?=[,.;:])",
        "",
        why="no long Italian word ends in q: the a was read twice (not iraq, kmq)",
        before="apertaq, 20 mq, iraq.",
        after="aperta, 20 mq, iraq.",
    ),
    general_repair(
        r"(?<=[a-z]{2}[bcdfglmnprsvz])q(?=[,.;:])",
        "a",
        why="no long Italian word ends in q: it is an a (not mq, kmq)",
        before="democraticq, 3 kmq,",
        after="democratica, 3 kmq,",
    ),
    general_repair(
        r"\b([Dd])\.( ?)Igs\b",
        r"\1.\2lgs",
        why="abbreviation of decreto legislativo; its l was read as a capital i",
        before="d.Igs. 1/2000",
        after="d.lgs. 1/2000",
    ),
)

_LOST_SPACES = (
    general_repair(
        r"\b([Cc])onil\b",
        r"\1on il",
        why="the space is lost; there is no such word",
        before="conil vento",
        after="con il vento",
    ),
    general_repair(
        r"\b([Tt])uttii\b",
        r"\1utti i",
        why="the space is lost; there is no such word",
        before="tuttii venti",
        after="tutti i venti",
    ),
    general_repair(
        r"\b([Dd])ii(?=[a-z]{2})",
        r"\1i i",
        why="the space after 'di' is lost; no word opens with dii",
        before="diimbarco",
        after="di imbarco",
    ),
    general_repair(
        r"(?<=[a-z][aei]re)(l'|il\b)",
        r" \1",
        why="the space between an infinitive and its article is lost",
        before="Fermarel'onda, potareil melo",
        after="Fermare l'onda, potare il melo",
    ),
)

#: Applied to each line by itself, before the repairs that the document declares.
LINE_REPAIRS = (*_SIGNS, *_ELISIONS, *_LETTERS, *ACCENTS, *_LOST_SPACES)

#: Applied to the lines joined by line feeds, after the repairs that the document declares.
JOINING_REPAIRS = (
    general_repair(
        r"(?<=\w)-\n-",
        "-",
        why="the hyphen of a compound is printed on both lines",
        before="co-\n-gestione",
        after="co-gestione",
    ),
    general_repair(
        r"(?i:\b(co|non|multi|pre|post|ex|extra|socio|anti|auto|inter|micro|macro|smart))-\n(?=\w)",
        r"\1-",
        why="a compound keeps its hyphen when it breaks at it",
        before="co-\ngestione",
        after="co-gestione",
    ),
    general_repair(
        r"(?<=[a-zàèéìòù])-\n(?=[a-zàèéìòù])",
        "",
        why="a word divided at the end of the line is one word",
        before="ge-\nstione",
        after="gestione",
    ),
    general_repair(
        r"(?<=\w)([/\\])\n(?=\w)",
        r"\1",
        why="two words joined by a bar stay joined over the line end",
        before="enti/\nreti",
        after="enti/reti",
    ),
    general_repair(
        r"\s+",
        " ",
        why="line ends and runs of spaces are one space",
        before="prima\nseconda  terza",
        after="prima seconda terza",
    ),
    general_repair(
        r" +(?=\)|[,;:.](?:[\s,]|$))",
        "",
        why="no space before a closing sign",
        before="reti , enti .it .",
        after="reti, enti .it.",
    ),
    general_repair(
        r"(?<=\() +",
        "",
        why="no space after an opening bracket",
        before="( reti)",
        after="(reti)",
    ),
    general_repair(
        r",,+",
        ",",
        why="a comma read twice is one comma",
        before="reti,, enti",
        after="reti, enti",
    ),
    general_repair(
        r"\b((?i:l|un|d|dell|all|nell|sull|dall|quell))' (?=[aeiouhAEIOUH])",
        r"\1'",
        why="no space after an elision (but 'un po' di' keeps its own)",
        before="dell' orto, un po' di",
        after="dell'orto, un po' di",
    ),
)

#: Every general repair, in the order of application.
GENERAL_REPAIRS = (*LINE_REPAIRS, *JOINING_REPAIRS)
