"""Demo content: invented bodies, people, directives, news and issues, and the pictures drawn for them."""
