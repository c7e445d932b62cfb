"""A territory folder as small as it can be: four municipalities in two zones, one of them with little known."""

from pathlib import Path
from typing import Any

import yaml

HEADING = (
    "istat_code,name,zone_number,zone_confidence,zone_evidence,lat,lon,population,area_km2,"
    "altitude_class,altitude_m,mountain,population_legal_2021,cadastral_code"
)
ROWS = (
    "001001,Àlfa,1,A,list,45.10,7.10,1000,10.5000,Pianura,200,NM,990,A001",
    "001002,Bèta,1,A,list,45.10,7.30,300,20.0000,Collina interna,400,P,310,A002",
    "001003,Gamma,2,B,guess,45.30,7.10,50,30.2500,Montagna interna,1200,T,55,A003",
    "001004,Delta,2,C,,45.30,7.30,,,,,,,",
)
DESCRIPTION: dict[str, Any] = {
    "format": "portici-territory/1",
    "slug": "small",
    "name": {"it": "Piccola", "en": "Small"},
    "box": {"west": 7.0, "south": 45.0, "east": 7.5, "north": 45.5},
    "sources": [
        {
            "key": "all",
            "columns": HEADING.split(","),
            "title": {"it": "Una fonte", "en": "A source"},
            "licence": "CC BY 4.0",
            "date": "2026-06-09",
            "note": {"it": "Una nota.", "en": "A note."},
            "exceptions": [{"istat_code": "001003", "note": {"it": "Gamma: ricavato."}}],
        }
    ],
    "zone_dataset": {
        "title": {"it": "Zone", "en": "Zones"},
        "identifier": "x:1",
        "reconciled": False,
    },
    "totals": {"municipalities": 4, "population": 1350, "area_km2": 60.75},
    "evidence": {
        "list": {"it": "Elenco letto.", "en": "List read."},
        "guess": {"it": "Ricostruita.", "en": "Reconstructed."},
    },
    "zones": [
        {
            "number": 1,
            "name": {"it": "Bassa"},
            "published": {"municipalities": 2, "evidence": "list"},
        },
        {"number": 2, "name": {"it": "Alta"}},
    ],
}


def written_folder(
    parent: Path,
    description: dict[str, Any] | None = None,
    rows: tuple[str, ...] = ROWS,
    heading: str = HEADING,
) -> Path:
    """The folder on disk under `parent`; without further arguments the sound one."""
    folder = parent / "small"
    folder.mkdir(exist_ok=True)
    text = yaml.safe_dump(description or DESCRIPTION, allow_unicode=True, sort_keys=False)
    (folder / "territory.yaml").write_text(text, encoding="utf-8")
    sheet = "\n".join((heading, *rows)) + "\n"
    (folder / "municipalities.csv").write_text(sheet, encoding="utf-8")
    return folder
