"""The tests of selection/."""
