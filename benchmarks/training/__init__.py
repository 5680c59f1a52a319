"""Training of the scorer: its pages, their copies, labels, and the fit."""
