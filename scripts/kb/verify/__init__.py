"""Entries beside the records of bibliographic services: look a work up, compare, take over what is chosen.

``http``
    The only place that speaks with the network: politely, from a cache on disk where it can.
``services``
    What each service is asked for a work, and how its answer is read.
``record``
    What a service says of a work, in the words of BibTeX.
``compare``
    Which facts of the entry a record shows just so, and which differ.
``write``
    The entry with the facts that were chosen, as a patch or in its file, and the looks as provenance.
"""
