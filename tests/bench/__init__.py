"""Speed, measured: `make bench`. Every figure is a baseline and the product side by side in one run."""
