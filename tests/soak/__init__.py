"""Many thousand random gestures in the real window: nothing breaks, nothing leaks, and the page stays as it should be."""
