"""Pages into a site.

``shells``
    writes a small tree for the renderer: hand-written pages, an empty page for each section, one mould for all works.
``engine``
    lets MkDocs or Zensical draw that tree. This is the only place that knows them.
``sanitizing``, ``policy``
    make sure that nothing on a page runs but the site's own scripts.
``head``, ``foot``, ``cards``
    say of each page what machines want to know, where it is edited, and draw the picture that networks show of it.
``stamp``
    fills titles and content into what was drawn.
``search``, ``words``
    write the index of the search.
``redirects``, ``opensearch``
    write addresses that lead elsewhere, and the description by which browsers add the search.
``site``
    puts a whole site together in a new folder.
``place``
    says where a site may stand, and lets a new one take the old one's place.
``serve``
    does so again whenever a source changes.
"""
