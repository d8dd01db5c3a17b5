"""Finding in a list by a few words, as a person types them."""


def finds(wanted: str, text: str) -> bool:
    """Whether each word wanted is somewhere in the text, upper and lower case alike."""
    told = text.casefold()
    return all(word in told for word in wanted.casefold().split())
