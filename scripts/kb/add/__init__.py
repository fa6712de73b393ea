"""New works and new records: found, checked and put in their place; nothing is written unless all of it can be.

``identify``
    What a person names a work by: DOI, arXiv id, ACL id, PMID, ISBN or an address, each in its normal form.
``fetch``, ``openlibrary``, ``page``
    The records of a work so named, from the services of :mod:`kb.verify`, Open Library and the page itself.
``entry``, ``foreign``
    An entry from records, or from the ``.bib`` file of somebody else.
``twins``, ``topics``
    Whether the work is here already, and which topics its neighbors carry.
``works``
    ``kb add``: all of that, one work after the other.
``records``, ``paths``
    ``kb new``: a section, point, topic, term or reading path in its place.
``change``
    Texts before and after, checked in memory and then written.
``ask``
    Questions to the person at the terminal.
"""
