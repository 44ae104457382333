"""The five answers to a question of yes and no. In a file of their own: the first window shows them, and little else."""

YES, NO, NOT_KNOWN, NOT_ASKED, DECLINED = "yes", "no", "not_known", "not_asked", "declined"
FIVE_ANSWERS: dict[str, str] = {
    YES: "Yes",
    NO: "No",
    NOT_KNOWN: "Not known",
    NOT_ASKED: "Not asked",
    DECLINED: "Declined",
}
