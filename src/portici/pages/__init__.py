"""Editorial pages: news, static pages, guidelines."""
