"""Training of the model that onrecord ships. torch lives here and nowhere in the product."""
