"""What contents mean to each other, by two small trained models: sentence vectors, and a judge of pairs."""
