"""Words before and after people's names that are no part of them."""

from __future__ import annotations

TITLES = frozenset(
    word
    for line in (
        "mr mrs ms miss dr sir lord lady dame prof professor president vice prime minister senator sen",
        "representative rep congressman congresswoman governor gov attorney general justice chief judge",
        "secretary foreign home defence defense interior speaker mayor sheriff officer sergeant sgt",
        "captain capt colonel col lieutenant lt gen major director chairman chairwoman chair ambassador",
        "chancellor national",
        "security adviser advisor press editor spokesman spokeswoman house senate majority minority leader",
        "deputy assistant former acting king queen prince princess pope bishop archbishop rev reverend",
    )
    for word in line.split()
)
AFTER_NAMES = frozenset(["jr", "sr", "ii", "iii", "iv"])
