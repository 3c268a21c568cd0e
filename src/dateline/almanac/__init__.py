"""What day it is at the paper's place, and what the weather is like there."""
