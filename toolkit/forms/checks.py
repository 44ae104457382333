"""Checks of what was typed that warn and never change it: telephone, email, postcode, NHS number (E7), odd characters (E14)."""

from __future__ import annotations

import re
import unicodedata

from nhs_number.validate import is_valid

_PHONE = re.compile(r"\+?[\d\s()\-./]+(?:\s*(?:ext|x|extension)\.?\s*\d+)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_POSTCODE = re.compile(r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})", re.IGNORECASE)


def doubt(looks: str, text: str) -> str:
    """The sentence that warns about a telephone number, email, postcode or NHS number, or nothing."""
    words = text.strip()
    if not words:
        return ""
    if looks == "phone":
        digits = sum(c.isdigit() for c in words)
        if not _PHONE.fullmatch(words) or not 10 <= digits <= 16:
            return "This does not look like a whole telephone number. It is kept as typed."
    elif looks == "email":
        if not _EMAIL.fullmatch(words):
            return "This does not look like an email address. It is kept as typed."
    elif looks == "postcode":
        if not _POSTCODE.fullmatch(words):
            return "This does not look like a postcode. It is kept as typed."
    elif looks == "nhs_number":
        return nhs_doubt(words)
    return ""


def nhs_doubt(text: str) -> str:
    """The sentence that warns about an NHS number, or nothing. Modulus 11, ten digits."""
    digits = re.sub(r"[\s\-]", "", text)
    if not digits.isdigit() or not digits.isascii():
        return "An NHS number has ten digits and nothing else. It is kept as typed."
    if len(digits) != 10:
        return f"An NHS number has ten digits. This one has {len(digits)}. It is kept as typed."
    if not is_valid(digits):
        return "The last digit of this NHS number does not fit. It is kept as typed."
    return ""


def nhs_shown(text: str) -> str:
    """An NHS number as 3-3-4 when it has ten digits, else as typed."""
    digits = re.sub(r"[\s\-]", "", text)
    if len(digits) == 10 and digits.isdigit() and digits.isascii():
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return text


def strip_controls(text: str) -> tuple[str, int]:
    """Text without control characters and how many were taken out (E14); line ends and tabs stay."""
    kept = [c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in "￾￿")]
    return "".join(kept), len(text) - len(kept)
