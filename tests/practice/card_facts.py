"""Every card the specification lists, with a word or two for each of its facts; a card without one of them is incomplete.

The words are those a reader would look for, in our own cards' wording. One entry is one fact.
"""

from __future__ import annotations

FACTS: dict[str, tuple[str, ...]] = {
    # Sharing information
    "G-IS24": (
        "right to be safe", "fail to protect", "talk first with the child", "leave it out if that could raise",
        "do not need consent", "lawful basis, always", "safeguarding lead", "data protection lead", "caldicott",
        "hide who and where", "seldom a whole file", "necessary", "proportionate", "relevant", "adequate", "accurate",
        "write down why you shared or did not", "explain a no", "new facts", "2024",
    ),
    "G-IS18": (
        "do not bar it", "be open from the start", "ask for advice", "without naming", "consent where you can",
        "respect a no", "basis in law", "safety and wellbeing", "necessary", "proportionate", "timely", "secure",
        "keep a record", "2018 starts from consent", "2024 starts from the child's protection", "seldom the right basis",
    ),
    "G-LAW": (
        "(c) a legal obligation", "(e) a public task", "(d) vital interests", "(ea) a recognised legitimate interest",
        "5 february 2026", "(f) legitimate interests", "consent", "free to say no", "9(2)(g)", "paragraph 18",
        "cannot be given", "cannot reasonably be got", "spoil the protection", "substantial public interest",
        "policy document", "9(2)(h)", "9(2)(c)", "9(2)(a)", "crimes", "fitting with its first purpose",
    ),
    "G-DUTY": (
        "court order", "production order", "section 47", "housing authorities", "nhs bodies", "unless that is unreasonable",
        "fgm", "under 18", "101", "next working day", "everyone else", "child sexual abuse", "images",
        "whether this duty has begun", "private fostering", "16la", "never replaces ringing",
    ),
    "G-MYTH": (
        "data law", "always need consent", "would not expect", "clear and free", "cannot reasonably be got",
        "cannot go to another", "confidentiality", "human rights", "computer", "cp-is", "someone else will pass it on",
    ),
    "G-SEC": (
        "how much", "child's interest", "who is at the other end", "talk in private", "up to date", "unsure",
        "fact apart from opinion", "what they will do with it", "goes further", "unless that is unsafe",
    ),
    "G-GIL": (
        "what is shared, with whom and why", "what may follow", "what else could be done", "weigh it up",
        "this decision and this child", "no fixed age", "pressure", "16 and 17", "mental capacity act",
        "contraception", "under 13", "never stops sharing",
    ),
    # Levels of need
    "G-TH0": (
        "lowest level", "clusters", "change over time", "one grave sign", "not a checklist", "both ways",
        "no agreement to early help", "judgement", "reasons",
    ),
    "G-TH-SAL": (
        "getting advice", "schools", "health visitors", "hubs", "gp", "youth", "housing", "charities", "faith", "debt",
        "getting help", "early help assessment", "team around the family", "lead professional", "thriving families",
        "getting more help", "section 17", "significantly impaired", "disabled", "advice line", "getting risk support",
        "section 47", "restorative", "core group", "over 15", "young person's plan", "main need", "substantial or critical",
        "not enough", "working together 2023",
    ),
    "G-TH-NOT": (
        "universal", "routine checks", "additional", "early help assessment", "extensive", "statutory", "child in need",
        "protection", "significant harm", "four levels", "threshold of needs",
    ),
    "G-TH-SGL": (
        "red", "section 47", "four hours to the same day", "not to the mash", "amber", "child in need assessment",
        "one working day", "more than one professional opinion", "green", "three working days", "low-level",
        "blue is named", "see need early", "know where help is", "share the responsibility", "join plans",
        "show a difference",
    ),
    "G-TH-KM": (
        "support levels", "2018", "three levels", "tier 1", "tier 2", "common assessment", "team around the child",
        "six months", "tier 3", "no list of signs", "tier 4", "child protection",
    ),
    # Seeing, hearing, thinking
    "G-PC": (
        "see", "hear", "explore", "check", "why", "one account", "not met", "adults in the home", "another service",
        "respectful uncertainty", "who needs to know what you know", "curiosity, challenge and courage",
    ),
    "G-DC": (
        "disguised compliance", "between family members", "between services", "neighbours", "stays unmet",
        "looks or behaviour", "comes back", "chronology", "cannot be kept up", "depending on us", "shutting us out",
        "moving away", "blame a parent", "our own part", "both sides", "drift",
    ),
    "G-SA": (
        "history", "incident", "moves", "comes close and draws back", "same plan for the third time", "adds up",
    ),
    "G-UM": (
        "curious about the man", "what the mother did", "did not say so", "since when", "other children", "lived before",
        "what he brings",
    ),
    "G-PR": (
        "birth mother always", "married", "civil partnership", "1 december 2003", "agreement", "court order",
        "one holder can agree", "disagree", "limit or suspend", "have the order shown", "second female parent", "guardian",
        "care order", "shares it", "section 20", "see the paper",
    ),
    "G-WC": (
        "in care", "old hurt", "control", "housing", "culture", "disability", "mental health", "not in school",
        "young carers", "gypsy, roma and traveller", "liaison service", "immigration",
    ),
    "G-HOH": (
        "exploitation", "county lines", "trafficking", "friends", "streets", "online", "parents often have little say",
        "places and groups", "older teenagers", "adult safeguarding", "leaving care", "advocate",
    ),
    "G-DA": (
        "every child of every home", "stayed behind", "victim too", "mental health must not push", "who does harm",
        "who protects", "partner out", "interpreter from outside", "old enough to repeat", "red book", "letter", "text",
        "voicemail", "pregnancy", "marac", "dash", "not copied here", "2021, section 3",
    ),
    "G-WA": (
        "answer for what the other does", "the feeling that something was done", "at the person who causes the harm",
        "what services will do", "freely", "2018", "2017",
    ),
    "G-NMB": (
        "not crawling", "shuffling", "pulling up", "cruising", "rolls", "however small", "however likely",
        "front door", "non-mobile baby protocol", "no examination", "999", "ears, mouth or nose", "the same day",
        "passed on", "own view", "compare the accounts", "blue spot", "leaflet", "addendum", "very unusual",
        "review was due january 2026",
    ),
    "G-BABY": (
        "this baby's day", "parents' past", "health together", "crying", "never shake", "slow growth", "one person who weighs",
        "what it means", "differs from a diagnosis", "housing", "other areas", "icon",
    ),
    "G-XB": (
        "what somebody said", "check it", "one person who holds the contact", "housing", "people in the old area",
    ),
    "G-CP": (
        "no fixed measure", "section 47", "reason to suspect", "section 17", "section 20", "at 16", "section 31",
        "supervision order", "police protection", "emergency protection order", "category", "plan", "core group",
        "first review", "names and days", "gives the child a copy", "keep the plan, change it, end it, or step across",
    ),
    "G-PF": (
        "under 16", "under 18 if disabled", "28 days", "grandparents", "brothers, sisters", "aunts, uncles", "half-blood",
        "by marriage", "step-parents", "cousin", "great-aunt", "neighbour", "friend's parents", "host family",
        "told every time",
    ),
    "G-SEC-E": ("secure home", "training centre", "young offender institution", "council they come from", "family is helped"),
    # Children's own words
    "G-NEED": (
        "notice", "understanding and action", "stability", "respect", "information and being asked", "explanation",
        "for their own sake", "advocate", "protection from abuse", "refugees", "tick each for each child",
    ),
    "G-VOICE": (
        "child's life", "right to be heard", "plans hold better", "whoever the child trusts", "before a referral",
        "first plan", "each review", "at the end", "talk", "draw", "watch", "without words", "very words",
        "with the plan", "used for",
    ),
    "G-DAY": (
        "waking", "eaten", "dresses me", "nursery or school", "lunch", "who takes|who fetches me", "home again", "mood",
        "comes by", "screens", "play", "outside", "meals", "bath", "bed", "whose bed", "night", "other home", "baby",
        "hungry", "floor", "where i sleep", "apart", "leeds and oxfordshire",
    ),
    "G-HANDS": ("youth council", "not copied here"),
    "G-THREE": (
        "worries, good things, dreams", "drawn or written", "tell the parents first", "chooses the order", "are called",
        "exact words", "had enough", "who may see it", "2008", "named only",
    ),
    "G-WP": (
        "short true story", "who was worried", "what is being done", "ends with hope", "agree the words first",
        "drawn with the child",
    ),
    # Recording and assessing
    "G-REC": (
        "child can read it", "facts first", "each child by name", "voice", "strengths beside worries", "what was this contact for",
        "what came of it", "short", "who decided what", "by when", "full name and number", "met nobody", "make harm smaller",
    ),
    "G-NMC": ("as soon after", "later, say so", "risks", "accurate", "your name, the date and the time", "jargon", "guessing", "safe", "section 10"),
    "G-ASS": ("about the child", "with the family", "strengths and needs", "history", "leads to something"),
    "G-TRI": ("the child:", "the parents:", "around them:", "health", "everyday care", "wider family", "community and culture"),
    "G-EH": (
        "behaviour", "conflict", "limits", "offending", "excluded", "bullied", "special needs", "disability", "after 16",
        "food or clothing", "ill health", "alcohol or drugs", "anxiety", "domestic abuse", "housing", "teenage pregnancy",
        "young carer", "often missing", "trafficked", "exploited", "county lines", "radicalisation", "online",
        "home after care", "privately fostered", "in prison", "missing from education", "often absent", "honour", "fgm",
        "forced marriage", "close", "strengths", "2026",
    ),
    "G-NEG": (
        "what gets in the way", "ways round", "judgement at every stage", "thriving families", "graded care profile 2",
        "day in my life", "chronology",
    ),
    "G-CHAL": (
        "child comes first", "every worker", "talk to each other first", "respect", "same day", "write down what was said",
        "what it changed", "front door", "safeguarding lead",
    ),
    "G-LRN": (
        "children's mental health", "small children of parents", "outside the home", "critical thinking", "whole family",
        "race and culture", "babies", "domestic abuse", "risks outside", "disabled", "complex mental health",
        "parents' mental health", "not in school", "young carers", "traveller", "2023-24",
    ),
    "G-FRAME": ("four outcomes", "stay together", "family network", "in and outside the home", "stable, loving homes", "2023"),
    "G-DEF": (
        "as soon as problems", "maltreatment", "online", "mental and physical health", "safe and effective care",
        "wider family where that is best", "best outcomes", "2018 had four",
    ),
    "G-FNM": (
        "on my side", "poorly", "when i am worried", "cares about my children", "want near", "helped before",
        "help now", "lead worker", "faith group", "something new", "family group conference",
    ),
    "G-SOS": (
        "day easier", "who did that", "keeps this child safe", "could have happened and did not", "what would the child say is good",
        "helps a little", "seen or heard, by whom", "how often", "when last", "soon and later", "getting worse",
        "ordinary day", "harder to sort out", "stop worrying", "child and the family like", "not know yet",
        "smallest step", "not a lower one", "one higher", "grandparent or the teacher", "two far numbers",
        "parent's words", "detail of ordinary days", "keep asking",
    ),
    "G-OLD": (
        "safeguarding partnership", "caf", "early help assessment", "family help assessment", "practice review",
        "integrated care board", "child in care", "one assessment", "lead practitioner", "family help, since working together 2026",
        "nothing is replaced for you",
    ),
    # Steps and meetings
    "G-REF": (
        "who the child is", "at home", "what was seen", "like for the child", "has been tried", "child and parents say",
        "strengths", "what you want", "family has been told", "goes with it", "phone first", "one working day",
        "ring again", "disagree", "meets child and parents", "other services", "needs, parenting, surroundings and history",
    ),
    "G-OUT": ("early help goes on", "section 17", "section 47", "no further action", "in writing"),
    "G-STRAT": (
        "reasonable cause", "social care, police and health", "others as needed", "a meeting or calls", "more than one",
        "case that is open", "criminal investigation", "section 47", "chronology", "last seen alone", "household", "worries",
        "strengths",
    ),
    "G-S47": ("not at continuing risk", "without a conference", "at continuing risk", "conference"),
    "G-ICPC": (
        "written report", "family has seen", "independent chair", "likely harm", "category", "outline of a plan", "core group",
        "first review date", "team manager chairs the first", "social worker the later", "words they can use", "five days",
        "keeps, changes, ends", "steps across",
    ),
    "G-CIN": ("named outcomes", "may lead since 2023", "six months", "sooner", "family help"),
    "G-KENTOLD": (
        "own lead first", "duty team", "inter-agency form", "caf, dash", "parents agree unless", "24 hours", "1 working day",
        "10 working days", "alone if able", "15 working days", "35 days", "complaints", "led back to the caf", "reading old files",
    ),
    "G-ADV": ("can decide for themselves", "you thought of it", "16 to 25", "children's and adults' services"),
    "G-MAM": ("several issues", "do not meet", "views differ", "midwifery", "housing", "drugs and alcohol", "adult mental health", "school"),
    "G-EHI": ("as soon as a problem starts", "any age", "spot, assess, help", "never only for abuse"),
    "G-ATT": ("was not brought", "do not miss appointments themselves", "pattern", "lists of levels"),
    "G-TERM": (
        "section 20", "section 31", "interim", "emergency protection order", "police protection", "before court (plo)",
        "stays with the parents", "shares parental responsibility", "limited parental responsibility",
        "do not get parental responsibility", "8 days", "72 hours",
    ),
    "G-HVC": (
        "28 weeks", "10 to 14 days", "6 to 8 weeks", "12 months", "9 to 12 before 2026", "2 to 2½", "where needed",
        "first three best at home", "who is at home", "when alone", "how the parents are", "sleeps", "crying", "father seen",
    ),
    # Learning and practice
    "G-TRAIN": (
        "level of the role", "three months", "change of role", "every three years", "time off", "learn from reviews",
        "children and parents", "certificates",
    ),
    "G-COMP1": ("promoting welfare", "possible signs", "some adults are a risk", "by the procedure", "policies", "how children develop"),
    "G-COMP2": (
        "ways children are harmed", "builds trust with children, parents and colleagues", "what other services do",
        "law and guidance", "between agencies", "in detail how children develop", "child in the middle",
    ),
    "G-COMP3": (
        "advises and supports", "keeps, improves and carries out policy", "feeds plans", "proper records",
        "speaks for the organisation", "inside and outside", "child's side", "good practice",
    ),
    "G-COMP4": (
        "shapes, tests and improves", "safe recruitment", "represents", "public bodies", "strategy", "influences",
        "listening to children into plans", "questions what is reported", "charity law",
    ),
    "G-CULT": (
        "children feel safe", "people watch out", "know what to do", "why sharing matters", "stops them from telling",
        "law for their role", "bring others in", "when a child tells", "children at risk", "no answer",
        "do not know whom to tell", "not known, not followed", "duty not understood", "not reported", "never looked at",
        "cannot happen here",
    ),
    "G-DISC": (
        "listen", "no leading questions", "keep it secret", "exact words", "what happens next", "at once, with the time",
        "safeguarding lead now",
    ),
}  # fmt: skip
