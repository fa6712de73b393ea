"""What a page tells machines of its record, as data: :mod:`kb.publish.head` writes it into the page's head."""
