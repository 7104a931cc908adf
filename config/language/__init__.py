"""What is known of the two languages: words, patterns, opposites, and what reads them.

====================================  ==============================================================================
``zh/words.toml``, ``en/words.toml``  the word classes of a language, each stated once; greetings, thanks, leave, assent
``questions``                         how questions are read, what shows their answers
``followups``                         how a question that leans on another is completed
``verdicts``                          when a sentence decides a yes-or-no question
``references``                        how documents refer to other places and to each other
``claims``, ``opposites``             what statements claim: denial, comparison, amounts and units; opposites
``made``                              how questions are made of documents, for `youju eval --self`
``spelling``                          how misspelt words are mended
``stopwords``, ``glossary``,          words that carry no content, words that mean the same, irregular English forms
``irregular``
====================================  ==============================================================================

``patterns.py`` loads them; the module of the same name says what a table holds. A table stands in the folder of its
language, and above it where rows of both languages are tried in one order.

A new word of a kind goes into its class in ``words.toml``, or into the list that has its like. A new pattern goes into
the table of its language, behind those that have to be tried before it, and refers to classes as ``{denial}``; a
question of the golden set or of the tests has to need it, and another must not match it. A new class goes into
``words.toml``, or into ``[classes]`` of the one file that needs it, when two patterns need the same words. A new key is
a field of the table's dataclass, with a default where a language may have nothing of it. A new language is a folder
with these tables, and a name in ``LANGUAGES``.
"""
