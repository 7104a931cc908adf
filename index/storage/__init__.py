"""From files to the folder on disk, and back. Paths come in; a build takes in what changed and publishes records,
postings and translations, which go out as a ``Snapshot``: documents by number, and the units that the postings count.
"""
