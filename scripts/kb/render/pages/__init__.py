"""Pages, one module for each kind; they know the other rooms, and none of those knows them."""
