"""A small library to search in."""

import pytest

from portici.search.services import IndexEntry, replace_entries


@pytest.fixture
def library(db: None) -> None:
    """Two plans and a territory, with words that stumble: accents, apostrophes, hyphens, codes."""
    replace_entries(scope="plan:uno", entries=PLAN_ONE)
    replace_entries(scope="plan:due", entries=PLAN_TWO)
    replace_entries(scope="territory:uno", entries=TERRITORY)


PLAN_ONE = [
    IndexEntry("node", "1", "it", "Abitare la Città", "L'economia sociale per la casa."),
    IndexEntry("node", "1", "en", "Living in the city", "Social economy for housing."),
    IndexEntry("node", "1.1", "it", "Case per tutti", "Fondi e cooperative per i cittadini."),
    IndexEntry(
        "node",
        "1.1-A01",
        "it",
        "Coprogettazione dei servizi",
        "Con gli enti del Terzo settore.",
        body="Testo ufficiale: co-progettazione ai sensi del d.lgs. 117/2017.",
        context="Azione 1.1-A01",
    ),
    IndexEntry("node", "1.1-A02", "it", "Cooperative di abitanti", "Un fondo per le cooperative."),
    IndexEntry("node", "1.10", "it", "Misurazione dell'impatto", "Misurare ciò che cambia."),
    IndexEntry("instrument", "fondo-casa", "it", "Fondo per la casa", "Per chi cerca casa."),
    IndexEntry("figure", "G004", "it", "Cooperative", "448 cooperative"),
    IndexEntry("topic", "eu:markets", "en", "Social procurement", "Public procurements."),
]
PLAN_TWO = [
    IndexEntry("node", "1", "it", "Una valle viva", "La cooperazione tra i comuni."),
    IndexEntry("node", "2", "it", "Cooperative di comunità", "Nei comuni di montagna."),
]
TERRITORY = [
    IndexEntry("municipality", "001003", "it", "Albiano d'Ivrea", "Zona 9, lontano da Alba"),
    IndexEntry("municipality", "001002", "it", "Alba", "Zona 1, vicino ad Albiano"),
    IndexEntry("municipality", "001272", "it", "Torino", "Zona 1, la città di Torino"),
]
