"""What is printed: a record becomes the text of an official form, then a PDF."""
