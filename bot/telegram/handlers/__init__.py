"""What is done with each kind of update: it comes in with who sent it where, and messages go out.

``routes`` says which update goes to which.
"""
