"""Pages under /learn/: public, cached for everyone who is signed out."""
