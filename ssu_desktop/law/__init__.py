"""The law as data: dated figures and catalogues with their article, read from `resources/law/`."""

from ssu_desktop.law.additions import LawRows, with_rows
from ssu_desktop.law.article import Article, cite_paragraph, paragraph_order
from ssu_desktop.law.calendar import CalendarYear, load_calendar, load_fixed_holidays
from ssu_desktop.law.catalogue import (
    Act,
    AdmissionItem,
    Alternatives,
    Document,
    Edition,
    Figure,
    Law,
    Measure,
    NoFigure,
    Paper,
)
from ssu_desktop.law.reading import (
    act_of,
    document_of,
    edition_of,
    figure_of,
    item_of,
    load_law,
    shipped_rows,
)
from ssu_desktop.law.services import Service, ServiceCatalogue, ServiceMapping, load_services, service_of

__all__ = [
    "Act",
    "AdmissionItem",
    "Alternatives",
    "Article",
    "CalendarYear",
    "Document",
    "Edition",
    "Figure",
    "Law",
    "LawRows",
    "Measure",
    "NoFigure",
    "Paper",
    "Service",
    "ServiceCatalogue",
    "ServiceMapping",
    "act_of",
    "cite_paragraph",
    "document_of",
    "edition_of",
    "figure_of",
    "item_of",
    "load_calendar",
    "load_fixed_holidays",
    "load_law",
    "load_services",
    "paragraph_order",
    "service_of",
    "shipped_rows",
    "with_rows",
]
