"""Pages of the door and of what one keeps there. Imported by organizations.urls."""
