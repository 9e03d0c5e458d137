"""Documents → attributions: the shipped model (neural, the default) and rules without a model."""
