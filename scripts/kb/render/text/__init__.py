"""What a record says, as text: LaTeX, Markdown, references, counts; it knows the model and its links alone."""
