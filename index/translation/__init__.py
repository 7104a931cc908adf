"""What is known of words beyond their letters. A dictionary and the documents' own pairs come in; what goes out are the
terms of an index that translate a word, which words are English, and which characters sound alike.
"""
