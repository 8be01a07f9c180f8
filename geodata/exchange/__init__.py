"""Events out to files and reports in from files, one file a format."""

from geodata.exchange.attribution import ATTRIBUTION, SCHEMA_VERSION
from geodata.exchange.csv_table import csv_chunks, write_csv
from geodata.exchange.edition_file import edition_file
from geodata.exchange.geojson import event_feature, geojson_chunks, write_geojson
from geodata.exchange.kml import kml_chunks, write_kml
from geodata.exchange.report_files import ReportText, Skipped, read_report_file, reports_in

__all__ = [
    "ATTRIBUTION",
    "SCHEMA_VERSION",
    "ReportText",
    "Skipped",
    "csv_chunks",
    "edition_file",
    "event_feature",
    "geojson_chunks",
    "kml_chunks",
    "read_report_file",
    "reports_in",
    "write_csv",
    "write_geojson",
    "write_kml",
]
