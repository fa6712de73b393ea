"""Pages into a site.

``skeletons``
    writes a small tree for the renderer: hand-written pages, a skeleton for each section, one for all works.
``engine``
    lets MkDocs or Zensical draw that tree. This is the only place that knows them.
``sanitizing``, ``policy``
    make sure that nothing on a page runs but the site's own scripts.
``head``, ``foot``, ``cards``
    say of each page what machines want to know, where it is edited, and draw the picture that networks show of it.
``twins``
    writes pages that were written by hand as Markdown beside the drawn ones.
``stamp``
    fills titles and content into what was drawn.
``search``, ``words``
    write the index of the search.
``redirects``, ``opensearch``, ``crawlers``
    write addresses that lead elsewhere, the description by which browsers add the search, and what crawlers ask for.
``site``
    puts a whole site together in a new folder.
``target``
    says where a site may stand, and lets a new one take the old one's place.
``on_demand``
    makes any one file of a site, for a preview.
``serve``
    shows what the sources are at the moment.
"""
