"""First names that are one name: short forms, and spellings that sound alike where no rule of sound would tell.

Each line is one group, in small letters. A name may stand in several: Ally is short for Alison, Alice and Alistair.
"""

from __future__ import annotations

GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """
abigail abi abbie abby gail
aidan aiden aedan aydan
aisha ayesha aiesha ayisha aysha
alexander alex alec alasdair alistair alastair alister sandy xander sasha ally
alexandra alex alexa lexi lexie sandra sasha
alice ally ali alys elsie
alison ally ali
amelia amy milly millie mia
andrew andy drew
angela angie ange
ann anne anna annie nan nancy anya hannah
anthony antony tony ant
aoife eefa efa ava eva
barbara barb babs barbie
benjamin ben benji benny
bernadette bernie detta
caitlin katelyn kaitlin kaitlyn catelyn
caoimhe keeva kweeva queeva
caroline carol carrie caz carolyn
catherine katherine kathryn katharine cathryn cath kath cathy kathy kate katie kit kitty katya catriona
charles charlie chas chuck
charlotte charlie lottie lotty char
christine christina chris chrissie tina kirsty kirsten
christopher chris kit topher krzysztof
ciara keira kiera kyra
ciaran kieran kieron keiron
daniel dan danny
danielle dani danni
david dave davey dai dafydd
deborah debra debbie debby deb
dorothy dot dottie dolly dora
edward ed eddie ned ted teddy eddy
eleanor elinor ellie nell nelly nora lenore
elizabeth elisabeth liz lizzie lizzy beth betty bet betsy eliza elsie libby lisa lisbeth bess
emily em emmy millie milly
emma em emmy
eoghan owen euan ewan eoin ewen owain
evelyn evie eve
florence flo florrie flossie
francis frank frankie fran
frances fran francesca frankie francie
frederick fred freddie freddy
gabriel gabe
gareth gary gaz
genevieve jen gen jenny
geoffrey jeffrey geoff jeff
george georgie
georgina georgia georgie gina
gerald gerard gerry jerry
gillian jillian gill jill
gwendolyn gwen gwenda
harold harry hal
harriet harriett hattie harry
henry harry hal hank
hussain hussein husayn husain
ian iain
isabel isabelle isabella isobel izzy bella belle isla ishbel
jacob jake jakub
jacqueline jackie jacqui jaqueline
james jim jimmy jamie jem seamus hamish
jane janet janey jan sian sinead
jennifer jen jenny jenni
jeremy jez jerry
jessica jess jessie
joanna joanne jo joan
john jon johnny jack ian sean shaun shawn evan jonny
jonathan jon jonny john johnathan
joseph joe joey jo
josephine jo josie fina
joshua josh
judith judy jude
julia julie jules juliet
kenneth ken kenny
kimberley kimberly kim
laura laurie lori
lawrence laurence larry laurie loz
leonard len lenny leo
leslie lesley les
lewis louis lou luis llewellyn
llewellyn llewelyn flewellyn lou
louise lou louisa lulu
lucy lucille lucinda lou
madeleine madeline maddie maddy
magdalena magda lena
margaret maggie meg peggy peg margie marge greta rita mags daisy margot megan
maria marie mary mari moira maureen molly polly mairi may mae
martha mattie patty
matilda tilly tilda mattie matty
matthew matt matty mathew
maximilian max
melanie mel
michael mike mick micky mickey mikey michal
michelle shell chelle mich
mohammed muhammad mohamed mohammad muhammed muhamad mehmet mo md mohd
nancy nan ann
natalie nat natalia natasha tasha
nathaniel nathan nat nate
neil neal niall nial
niamh neve neeve nieve eve
nicholas nick nicky nico nicolas klaus
nicola nicky nic nikki
oisin osheen ushen
olivia liv livvy ollie
oliver ollie olly
pamela pam
patricia pat patsy trish tricia patty
patrick pat paddy padraig rick
penelope penny pen nell
peter pete piotr
philip phillip phil pip
philippa pip pippa phil
phoebe pheobe febe
rachel rachael rach
rebecca becky becca bex rebekah
richard rick ricky dick rich richie
robert rob bob bobby robbie bert
roberta bobbie robbie
roderick rod roddy
ronald ron ronnie
rory ruairi ruaridh rhuari
rosemary rose rosie rosa
saoirse seersha sersha seersha
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
simon si szymon simeon
sian sharn shan
siobhan shivaun chevonne shevaun shavon
sophie sophia sofia sofie
stephen steven steve stevie stefan
susan sue susie suzanne susanna suzie sukie
tadhg tig tiger teague
terence terry terrence
teresa theresa terri tess tessa tracy
thomas tom tommy tomos tomasz
timothy tim timmy
valerie val
veronica ronnie vera roni
victoria vicky vicki vikki tori vic
vincent vin vinny vince
violet vi viola
walter walt wally
william will bill billy willie liam wil gwilym
winifred win winnie freda
yusuf yousef youssef yusef joseph
zachary zac zach zak zack
zaynab zainab zeinab zeynep
""".strip().splitlines()
)


def same_as(word: str) -> frozenset[str]:
    """Every other form of a first name, in small letters; none for a word that is no known first name."""
    return _SAME.get(word, frozenset())


def _spread() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in GROUPS:
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in found.items()}


_SAME = _spread()
