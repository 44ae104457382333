"""What each page is for, what happens to what is written there, and who sees it; shown by F1 and by Help."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING = "You write nothing here."
AS_YOU_GO = (
    "It is saved as you write, encrypted, on this computer. It stays a draft until you finish it; what is finished is never "
    "changed, and a later version is added beside it."
)
AT_ONCE = "Each change is kept at once, encrypted, with these records."
WHEN_PRESSED = "Nothing is kept until you press the main button. Leaving the page before changes nothing."
YOU = "You alone, on this computer."
COPIES = (
    "You, on this computer. Anybody else only through a copy that you print, save or hand over, and each copy is noted "
    "under Sent out."
)
WAY_IN = "Nobody but who sits at this computer. Nothing is sent anywhere."


@dataclass(frozen=True)
class PageWords:
    """The name of a page in the words of the guide, and the three answers."""

    name: str
    what: str
    kept: str = NOTHING
    seen: str = YOU


WORDS: dict[str, PageWords] = {
    # The places of the rail
    "TodayPage": PageWords(
        "Today",
        "Where a day begins: what is late, for today and the next seven days, who has not been seen or heard, and what waits "
        "for somebody else. It is made from the dates you write in records.",
    ),
    "FamiliesPage": PageWords(
        "Families",
        "All families in these records. Type part of a name, also one only half heard, a child, a reference or a worker.",
        "A new family begins with one name or a few words, and is kept as soon as you add it.",
    ),
    "GuidancePage": PageWords(
        "Guidance",
        "Short cards on practice, the telephone numbers that hold here, services, and the words of this area. It can be read "
        "with no family open.",
    ),
    "SentPage": PageWords(
        "Sent out",
        "Every copy that left this program: what, for whom, how and why. Nothing can be taken off this list.",
        "A line is added by each copy that is printed, saved or handed over.",
    ),
    "SettingsPage": PageWords(
        "Settings",
        "How the program looks and works for you, your local numbers, and the ways to backup, recovery and history. What your "
        "organisation fixed says so.",
        "Each change is kept at once. Your name and numbers are kept inside the records; the rest on this computer, without "
        "any name.",
    ),
    # A family
    "FamilyPage": PageWords(
        "Family page",
        "One family at a glance: who they are and when each child was last seen, seen alone and heard; their records; what is "
        "due; their numbers over time.",
        "Nothing is written on this page itself. New record, Quick note and the family file are where you write.",
        COPIES,
    ),
    "NotSeenPage": PageWords(
        "Not seen or not heard",
        "Who of a family has not been seen, seen alone or heard, why not, and which record says so.",
        seen=COPIES,
    ),
    "BeforeLeavingPage": PageWords(
        "Before you leave",
        "One sheet for a visit: who to see, what to ask, what was promised, what to be careful of. Initials only, for paper "
        "gets lost.",
        "You write nothing here. Printing it is noted.",
        COPIES,
    ),
    "GenogramPage": PageWords(
        "Family tree",
        "The family drawn from its file: who belongs to whom, who lives together, who is not in the picture.",
        AT_ONCE,
        COPIES,
    ),
    "ChronologyPage": PageWords(
        "Chronology",
        "What happened when, gathered from every record of the family, with your own events and an analysis.",
        "Your events are kept at once. What comes from a record is changed in that record alone.",
        COPIES,
    ),
    "TimelinePage": PageWords(
        "Time limits",
        "Each step the rules give a date for, reckoned in working days from what happened, and who it waits for.",
        "What you add is kept at once, with the rules it was reckoned by.",
        COPIES,
    ),
    # Records
    "RecordPage": PageWords(
        "Record",
        "One record. The pages of the form stand at the left with what is missing, and what practice says beside the field.",
        AS_YOU_GO,
        COPIES,
    ),
    "DecisionRead": PageWords(
        "Decision to share",
        "A finished decision to read: what was decided, when, by whom and why. Think again begins a new one.",
        "A finished decision is never changed.",
        COPIES,
    ),
    "WizardPage": PageWords(
        "Share information?",
        "Leads through the decision to share information, one question at a time, with the rules that hold here. Danger now "
        "stands at the top of each question.",
        "Each answer is saved as you go. You can go back to any answer, and finish later. On the practice case nothing is kept.",
        COPIES,
    ),
    "QuickNotePage": PageWords(
        "Quick note",
        "A case note in under a minute: five questions, or a try that met nobody. The full note can be opened from it.",
        AS_YOU_GO,
        COPIES,
    ),
    # What leaves
    "ReleasePage": PageWords(
        "Before you print",
        "Three questions before a copy leaves: for whom, why, and what they see. What is left out for that reader is listed.",
        "Your answers are kept with the note of the copy, once it has left. Cancel keeps nothing.",
        "The reader you name. The copy and its reader are noted under Sent out.",
    ),
    "PreviewPage": PageWords(
        "Preview",
        "The paper as it will look, page by page.",
        "You write nothing here. Printing or saving is noted where it holds something of a family.",
        COPIES,
    ),
    "PackPage": PageWords(
        "Pack",
        "A referral with the records and papers that go with it, as one document with one password.",
        "Your choice is kept with the note of the copy, once it has left.",
        "The service you name, and whoever has the password.",
    ),
    "GivePage": PageWords(
        "Hand over to a colleague",
        "A family, or part of one, sealed into a file that only your colleague can open.",
        WHEN_PRESSED,
        "The colleague whose key or passphrase it is sealed with. It is noted under Sent out.",
    ),
    "TakePage": PageWords(
        "Take in a hand-over",
        "A colleague’s file is opened, shown beside what you have, and taken in as you choose.",
        WHEN_PRESSED,
    ),
    "MoveOutPage": PageWords(
        "Move out to another system",
        "One family as plain tables for another system. They are not encrypted: delete them once they were read in.",
        WHEN_PRESSED,
        "Whoever finds the files. It is noted under Sent out.",
    ),
    "MoveInPage": PageWords(
        "Move in from a table",
        "Rows of a table from elsewhere become events or people, each looked at before it is kept.",
        WHEN_PRESSED,
    ),
    # Guidance and team
    "LevelsPage": PageWords(
        "Levels of need",
        "What this area means by each level of need, with its signs. It helps to think; it does not decide.",
    ),
    "TeamPage": PageWords(
        "Me and my team",
        "Training, learning, supervision and audits: what belongs to no family.",
        AS_YOU_GO,
    ),
    "DirectoryPage": PageWords(
        "Directory of services",
        "Services near you, what each is for and how to reach it, with the day it was last checked.",
        AT_ONCE,
        "You. A family sees what you print for it.",
    ),
    "SheetPage": PageWords(
        "Sheet of services",
        "A sheet of chosen services for a family, in plain words.",
        "The sheet itself is not kept. What you print is noted.",
        "The family you give it to.",
    ),
    "TakeInPage": PageWords(
        "Take in services",
        "A list of services from a file, each looked at before it is kept.",
        WHEN_PRESSED,
    ),
    # Safety
    "TrailPage": PageWords(
        "History",
        "Who did what and when in these records. Every line is chained to the one before, so that none can be taken out.",
        "Nothing is written here by hand. Each opening, change and copy adds its line.",
    ),
    "HealthPage": PageWords(
        "Health check",
        "Whether these records are whole, and what to do where something is not.",
        "Looking changes nothing. A step that mends something asks first.",
    ),
    "KeepingPage": PageWords(
        "Keeping and erasing",
        "Until when each family’s records are kept, what is held longer, and what was erased.",
        "Nothing is ever erased by itself. Erasing asks for the reason and the reference, and cannot be undone.",
    ),
    "HonestPage": PageWords(
        "What this protects, and what it does not",
        "What keeps these records safe, and what no program can do.",
    ),
    "BackupPage": PageWords(
        "Backup",
        "When the last backup was made, where they go, and making one now.",
        "A backup is one encrypted file with everything in it.",
        "Nobody without your passphrase, the recovery code of its day, or the organisation’s key.",
    ),
    "RestorePage": PageWords(
        "Restore a backup",
        "A backup is opened as a trial first, beside what is here now.",
        "Nothing here is written over. What was there is kept aside.",
    ),
    "MovePage": PageWords(
        "Move to a new laptop",
        "Leads through taking everything to another computer, proving that it arrived, and only then wiping it here.",
        "Nothing is wiped before the new laptop was shown to have everything.",
    ),
    "DrillPage": PageWords(
        "Try your sheet",
        "Proves that the recovery sheet opens these records, on a copy that is thrown away.",
        "Nothing changes. The history notes that it was tried.",
    ),
    "NewCodePage": PageWords(
        "New recovery code",
        "A new code and sheet, for when the old one was seen or lost. Everything is encrypted anew.",
        "The old code then opens no longer; backups made before keep theirs.",
    ),
    # Before anything is open
    "UnlockForm": PageWords(
        "Unlock",
        "Type your passphrase to open your records. More ways in has what helps when that does not.",
        "The passphrase is kept nowhere.",
        WAY_IN,
    ),
    "CreateWindow": PageWords(
        "New records",
        "Four steps make a new, encrypted folder of records: where, the passphrase, the recovery sheet, and your name and numbers.",
        "Nothing is written before the sheet was printed and two groups of it typed back.",
        WAY_IN,
    ),
    "RecoverPage": PageWords(
        "Recovery code",
        "The code on your sheet opens the records and lets you choose a new passphrase.",
        "The new passphrase is set; the sheet stays good.",
        WAY_IN,
    ),
    "WaysPage": PageWords(
        "More ways in", "The recovery code, a backup, or the organisation’s key.", seen=WAY_IN
    ),
    "OrganisationPage": PageWords(
        "The organisation’s key",
        "For IT: opens a worker’s records with the organisation’s key file.",
        "A new passphrase is set, and the history says that the key was used.",
        WAY_IN,
    ),
    "ClosedRestore": PageWords(
        "Restore a backup",
        "A backup is opened as a trial, compared, and put into the folder of records.",
        "What was there before is kept aside and never deleted.",
        WAY_IN,
    ),
    "ReadingPage": PageWords("Help", "Plain words to read before anything is open.", seen=WAY_IN),
}
"""By the name of the page's class; a test walks every page of the program."""
