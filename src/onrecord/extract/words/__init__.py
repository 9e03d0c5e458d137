"""What the words of a text tell without a model: verbs that report, clauses, layouts of speech."""
