"""How true practice is to the method, measured from what is recorded (R14).

Here are the definitions of the indicators, how each is decided for a case, and when they disagree
with what people judge. Reading the store and the review itself are not here.
"""
