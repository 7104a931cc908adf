"""The tests of question/."""
