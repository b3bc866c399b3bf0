"""Example data: invented families in every situation, the same for the same seed and day. See `laden.laad()`."""
