"""What every page is made of, that of the application, of a class and of a report: static files, names, documents."""
