"""Pages of one's own account, and where django-allauth asks us how we want things."""
