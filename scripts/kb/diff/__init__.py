"""What changed between two revisions, in the terms of the knowledge base: for the one who reviews.

``revision``
    A revision as git has it, in a temporary folder.
``records``, ``pairing``
    The records of a knowledge base as names and values; which of two knowledge bases' records are the same, and what
    differs in them.
``structure``
    Edges of the graph and pages of the site, before and after; addresses that lead nowhere any more.
``comparison``
    All of that as data, to and from JSON.
``markdown``
    The same for people. It and ``comparison`` need no package, for a workflow that may write runs them.
``run``
    One after the other.
"""
