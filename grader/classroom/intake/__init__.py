"""What a class has handed in, as platforms export it: whose each piece is, and what is in it. Nothing is unpacked outside of its folder."""
