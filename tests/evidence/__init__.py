"""The tests of evidence/."""
