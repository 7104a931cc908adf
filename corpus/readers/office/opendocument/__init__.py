"""Texts, sheets and slides of LibreOffice and its kin."""
