"""What contents mean to each other, by explained signals and a small trained judge of pairs."""
