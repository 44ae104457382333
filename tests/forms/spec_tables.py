"""Every field, heading, fixed row and topic of the records specification, in short names of ours, and where it is kept.

One line is one thing the specification's tables ask for: a name, a bar, and the place that answers it. A place is
`key`, `rows.cell`, `key=option`, `rows#fixed_row`, `map:kind`, `map:kind.cell`, `@limit` for a time limit (`@area.name` for one of an area) or
`form/place` for another form; several places joined by `+` are all needed. A line whose place begins with `-` is
not kept in a form, and the words after it say why.
"""

from __future__ import annotations

RECORDS: dict[str, tuple[str, str]] = {
    "R00 conventions, header of every record": (
        "case_note",
        """
        family link | - the vault keeps it with each record
        children it is about | about
        author and role | - the vault keeps it with each version
        event day and time | event
        written | - the vault keeps it with each version
        status | - the vault keeps it with each record
        rule sets in force | - kept beside the answers of the one record that has rule sets, the decision to share
        area pack | family/area
        restriction flag | restriction=normal + restriction=restricted
        do not show to | restricted_from
        reason of restriction | restriction_reason
        source of information | source=own + source=told + source=agency + source=document
        by whom told | source_detail
        reason for a late entry | late_reason
        signature: on paper | eha/signatures=paper
        signature: verbally, with witness | eha/signatures=verbal
        signature: declined | eha/signatures=declined
        signature: not able | eha/signatures=unable
        """,
    ),
    "R01 family and household": (
        "family",
        """
        reference | reference
        area | area
        opened | opened
        lead worker | lead_worker
        reason known | reason
        warning: address hidden | warnings.kind=address_hidden
        warning: no paper | warnings.kind=no_paper
        warning: no phone | warnings.kind=no_phone
        warning: may pose risk | warnings.kind=may_pose_risk
        warning: in pairs | warnings.kind=pairs
        warning: home hazard | warnings.kind=home_hazard
        warning: do not share with | warnings.kind=do_not_share
        warning: about whom | warnings.about
        warning: why | warnings.why
        warning: source | warnings.source
        warning: from | warnings.since
        warning: review | warnings.review
        warning: told | warnings.told
        child: name | children.name
        child: known as | children.known_as
        child: birth date | children.birth
        child: unborn | children.unborn
        child: due date | children.edd
        child: sex as described | children.sex
        child: ethnicity | children.ethnicity
        child: faith | children.faith
        child: first language | children.language
        child: school | children.school
        child: GP | children.gp
        child: NHS number | children.nhs_number
        child: living, died, pregnancy ended | children.status=living + children.status=died + children.status=ended
        child: date of that | children.status_date
        child: disability | children.disabled
        child: health | children.health
        child: communicates best | children.communicates
        child: advocate offered, or why not | children.advocate + children.advocate_why
        plan: none | children.plans.plan=none
        plan: early help | children.plans.plan=early_help
        plan: child in need | children.plans.plan=child_in_need
        plan: child protection, category | children.plans.plan=child_protection + children.plans.category
        plan: neglect, physical, emotional, sexual | children.plans.category=neglect + children.plans.category=physical + children.plans.category=emotional + children.plans.category=sexual
        plan: section 20 | children.plans.plan=section_20
        plan: section 31 interim and full | children.plans.plan=section_31_interim + children.plans.plan=section_31
        plan: special guardianship | children.plans.plan=special_guardianship
        plan: private fostering | children.plans.plan=private_fostering
        plan: young carer | children.plans.plan=young_carer
        plan: EHCP | children.plans.plan=ehcp
        plan: youth justice | children.plans.plan=youth_justice
        plan: dates | children.plans.since + children.plans.until
        child lives: address | children.addresses.address
        child lives: from, to | children.addresses.since + children.addresses.until
        child lives: who with | children.addresses.who_with
        child lives: source | children.addresses.source
        child lives: hidden from | children.addresses.hidden_from
        adult: name or described as | adults.name + adults.described_as
        adult: known as, previous names | adults.known_as + adults.previous_names
        adult: birth date | adults.birth
        adult: address, hidden from | adults.addresses.address + adults.addresses.hidden_from
        adult: phone | adults.phone
        adult: safe way and time | adults.safe_contact
        adult: ethnicity, faith, language | adults.ethnicity + adults.faith + adults.language
        adult: interpreter | adults.interpreter + adults.interpreter_language + adults.interpreter_sex
        adult: literacy or format | adults.literacy
        adult: disability | adults.disability
        adult: care leaver | adults.care_leaver
        adult: own workers | adults.own_workers
        role: mother, father | adults.roles=mother + adults.roles=father
        role: step-parent, partner | adults.roles=step_parent + adults.roles=partner
        role: carer, grandparent, other kin | adults.roles=carer + adults.roles=grandparent + adults.roles=other_kin
        role: lodger, frequent visitor | adults.roles=lodger + adults.roles=frequent_visitor
        role: non-resident parent | adults.roles=non_resident_parent
        role: may pose risk | adults.poses_risk
        home: lives, part week, sleeps over, visits, does not | home.how=lives + home.how=part_week + home.how=sleeps_over + home.how=visits + home.how=does_not
        home: per address | home.address
        home: checked by seeing | home.checked
        relation: birth parent, adoptive, step, foster | relations.relation=birth_parent + relations.relation=adoptive + relations.relation=step + relations.relation=foster
        relation: special guardian, kin (which), partner | relations.relation=special_guardian + relations.relation=kin + relations.kin + relations.relation=partner
        relation: none, not known | relations.relation=none + relations.relation=not_known
        responsibility | relations.pr
        responsibility: birth mother, married, birth record | relations.basis=birth_mother + relations.basis=married + relations.basis=birth_record
        responsibility: agreement, order (type, date) | relations.basis=agreement + relations.basis=court_order + relations.order
        responsibility: special guardian, adoption, care order, guardian | relations.basis=special_guardian + relations.basis=adoption + relations.basis=care_order + relations.basis=guardian
        responsibility: told only, limited | relations.basis=told + relations.basis=limited
        evidence: original, copy, told, none | relations.evidence=original + relations.evidence=copy + relations.evidence=told + relations.evidence=none
        evidence: date, seen by | relations.seen_on + relations.seen_by
        fathers: identified, involved, spoken to | fathers.identified + fathers.involved + fathers.spoken
        fathers: strengths, worries, what was tried | fathers.strengths + fathers.worries + fathers.tried
        network: agency, name, role | professionals.agency + professionals.name + professionals.role
        network: phone, secure email | professionals.phone + professionals.email
        network: which child, from, to | professionals.for_children + professionals.since + professionals.until
        network: last contact | professionals.last_contact
        network: knows plan, family agrees | professionals.knows_plan + professionals.contact_agreed
        agreement log: person, what, for whom | consents.person + consents.about_what + consents.for_whom
        agreement log: given, refused, withdrawn, not sought, reason | consents.answer=given + consents.answer=refused + consents.answer=withdrawn + consents.answer=not_sought + consents.why
        agreement log: written, verbal, date | consents.how=written + consents.how=verbal + consents.date
        agreement log: explained by, language, review | consents.explained_by + consents.language + consents.review
        contact arrangements and orders, file | contact_orders + contact_scans
        identity: what matters | identity
        """,
    ),
    "R01a genogram and ecomap": (
        "genogram",
        """
        who the work is about | about
        people outside the file | others.name + others.sex + others.birth + others.status
        symbol: living, died, pregnancy ended | others.status=living + others.status=died + others.status=ended
        child of, by birth, adopted, fostered | parents.child + parents.parent + parents.how=birth + parents.how=adopted + parents.how=fostered
        twins | twins.people
        couple: married | couples.kind=married
        couple: living together, other | couples.kind=together + couples.kind=apart
        couple: separated, divorced | couples.kind=separated + couples.kind=divorced
        household loop with nickname | homes.nickname + homes.people
        line: close, distant, conflict, cut off, harm | ties.kind=close + ties.kind=distant + ties.kind=conflict + ties.kind=cut_off + ties.kind=harm
        harm and conflict on a family copy only when ticked | show_hard
        ecomap: who, strong, thin, stressful | around.who + around.link=strong + around.link=thin + around.link=stressful
        ecomap: who gives | around.gives
        """,
    ),
    "R02 case note": (
        "case_note",
        """
        home visit announced, unannounced | contact=home_announced + contact=home_unannounced
        clinic, school or nursery | contact=clinic + contact=school
        phone, video, message | contact=phone + contact=video + contact=message
        joint visit, meeting, professional discussion | contact=joint_visit + contact=meeting + contact=professional
        observation, information received | contact=observation + contact=received
        attempted, was not brought, office | contact=attempted + contact=not_brought + contact=office
        purpose; planned | purpose + planned
        place | place
        seen: person, seen, spoken to, alone | seen.seen + seen.spoken + seen.alone
        seen: awake or asleep, how presented | seen.state + seen.how
        not seen: when they will be | seen.next
        others present: name, said they were, relation, checked | others.name + others.said + others.relation + others.checked
        interpreter or aid | interpreter
        attempted: when, method, used, result | attempted.tried + attempted.method + attempted.used + attempted.result
        attempted: card or letter, next | attempted.left + attempted.next
        pattern, and tell whom | pattern
        fact | facts
        worry about a child | worry
        reported: who, what, first-hand | told.who + told.what + told.first_hand
        child's voice and day | voice.words
        opinion | opinion
        analysis for each child | analysis.so_what
        curiosity: seen, heard, explored, checked, note | looked + listened + explored + verified + curiosity_note
        injury or mark | injury
        domestic abuse | abuse
        routine enquiry: alone, not alone, not safe, not due | enquiry=alone + enquiry=not_alone + enquiry=not_safe + enquiry=not_due
        every child: child, in the home, saw or heard | abuse_children.child + abuse_children.in_home + abuse_children.saw_heard
        every child: considered by, referred | abuse_children.considered_by + abuse_children.referred
        discussed with the family; their view; agree | discussed + family_view + family_agrees
        actions | actions
        advice: who, role, named or not, advice, when | advice.who + advice.role + advice.named=named + advice.named=unnamed + advice.advice + advice.given
        high concern; manager told | high_concern + manager_told + manager_told_at
        oversight: manager, when, comment, decision, by when | oversight.manager + oversight.when + oversight.comment + oversight.decision + oversight.by_when
        significant; chronology sentence | significant + sentence
        """,
    ),
    "R03 chronology": (
        "chronology",
        """
        date or period | events.since + events.until
        whose event | events.whom
        event | events.what
        type: birth or death, move, household change | events.kinds=birth_death + events.kinds=move + events.kinds=household
        type: new partner, health or injury, missed | events.kinds=partner + events.kinds=health + events.kinds=missed
        type: school, police, abuse incident | events.kinds=school + events.kinds=police + events.kinds=abuse
        type: referral, plan, supervision, service | events.kinds=referral + events.kinds=plan + events.kinds=supervision + events.kinds=service
        type: disclosure, strength, contact failed | events.kinds=disclosure + events.kinds=strength + events.kinds=no_contact
        agency, source, first-hand | events.agency + events.source + events.first_hand
        shared under which decision | events.decision
        impact on the child | events.impact + impacts.impact
        response and outcome | events.response + impacts.response
        analysis per review: patterns, what it means | analysis.patterns + analysis.means
        agencies that did and did not contribute | asked
        """,
    ),
    "R04 three-column map": (
        "safety_map",
        """
        who took part | took_part
        level: early help, in need, protection, care | level=early + level=need + level=protection + level=care
        order: working well first, worries first | order=well_first + order=worries_first
        existing strengths | map:strength
        existing safety: when danger, how often | map:safety + map:safety.when + map:safety.often
        past harm: to whom, by whom, when, how often | map:harm + map:harm.to_whom + map:harm.by_whom + map:harm.when + map:harm.often
        past harm: effect, who saw it | map:harm.effect + map:harm.saw
        danger statements, disagreement inside | map:danger + map:danger.disagree
        complicating factors, effect | map:harder + map:harder.effect
        missing information: finder, by when | map:missing + map:missing.finder + map:missing.by_when
        goal: child will notice, how we know, how long | map:goal + map:goal.notices + map:goal.know + map:goal.long
        family's and child's own ideas | map:idea + ideas.who + ideas.ideas
        next steps | actions
        bottom lines | map:line
        scale: person, score, reason, one higher, date, anchors | scale
        safety plan: what, network, rule, checks | plan.what + plan.network + plan.rule + plan.checks
        safety plan: test, review, ends | plan.test + plan.review + plan.ends
        network members with agreed role | network.who + network.role + network.agreed
        """,
    ),
    "R05 family network and meeting": (
        "network",
        """
        name, relation, helps, could help | network.who + network.relation + network.helps + network.could_help
        knows the worry, agreed, contact | network.knows + network.agreed + network.contact
        safe to involve, reason | network.safe + network.safe_why
        child's own list | child_list.people.name + child_list.people.how
        help with asking | help_asking
        meeting: family, network, conference | meeting=family + meeting=network + meeting=conference
        date, place | meeting_day + place
        invited, came, why not | invited.who + invited.came + invited.why_not
        reason for inviting somebody not safe | invited.why_invited
        private family time | private_time
        safety checked first | safety_checked
        question | question
        bottom lines | bottom_lines
        plan; back-up; who checks | plan + backup + checker
        workers agree; if not why | workers_agree + workers_why
        """,
    ),
    "R07 voice of the child": (
        "voice",
        """
        child | about
        date | event
        where; who else there | where + others
        method: talk, one to one, play, drawing | method=talk + method=one_to_one + method=play + method=drawing
        method: worksheet, questionnaire, art, observation | method=worksheet + method=questionnaire + method=art + method=observation
        method: houses, day, words and pictures, sign | method=houses + method=day + method=words_pictures + method=sign
        knows why, words used | knows + knows_words
        quotes: words, about | quotes.words + quotes.about
        observed | observed
        worries, good things, dreams, drawing | worries + good + dreams + drawings
        day: time, what, who, feel; which day | day.time + day.happens + day.who + day.feel + which_day
        which day: weekday, weekend, with each carer | which_day=weekday + which_day=weekend + which_day=carer
        wants; must not happen | wants + must_not
        number and reason | number + number_why
        sharing, kept private | sharing
        how the view changed the plan | changed
        advocate, note | advocate + advocate_note
        """,
    ),
    "R08 agreement with a child": (
        "agree_child",
        """
        between whom | child_name + worker_name
        day, time, how long, place, times | weekday + time + how_long + place + times
        first and last date, sessions | first + last + dates.day
        what you can choose | choose
        things we may talk about | cards
        who brings, where they wait | brings + waits
        who else we talk to | told + knows
        stop sign, may pass | stop
        if it does not feel OK | not_ok
        keeping safe | keeping_safe
        boss, complain, advocate | boss + complain + advocate
        signatures | signed
        given a copy | copy
        """,
    ),
    "R09 agreement with a family": (
        "agree_family",
        """
        family names and contacts | family_side.who + family_side.contact
        organisation, workers, direct lines | organisation + workers.who + workers.phone
        work to be carried out | work
        reason for the work | reason
        timescale | start + end
        aims; honest about the decision | aims.aim + decision
        objectives, how we know | objectives.objective + objectives.know
        methods: kind, number, with whom, where | methods.kind + methods.number + methods.with_whom + methods.where
        dates sheet | dates.when + dates.what=first + dates.what=last
        reporting | reporting
        information sharing | sharing
        what each will do | family_do.who + family_do.what + workers_do.who + workers_do.what
        if we disagree, cannot come, are worried; complaints | disagree + cannot_come + worried + complaints
        review date; ends when | review + ends_when
        explained in, interpreter | explained_in + interpreter
        copy given to | copies.who + copies.day
        signatures | signatures
        domestic abuse question | abuse
        no term makes the harmed person answer | terms_checked
        an agreement per adult | separate + for_adult
        manager note | manager_name + manager_note
        not known: when asked alone | ask_alone
        """,
    ),
    "R10 information-sharing decision": (
        "share_decision",
        """
        outcome code | - worked out from the answers, in the decision's own rules
        trigger | trigger
        who asked, identity checked how | asker + asker_checked
        about whom | about
        what exactly | items.what + items.sort
        with whom | to_whom
        purpose | what_for
        immediate danger, call log | danger + calls.rung + calls.service + calls.person + calls.told
        harm ticks and when | harm=H1 + harm=H2 + harm=H3 + harm=H4 + harm=H5 + harm=H6 + harm_dt
        identifiable | identifiable
        legal duty or order | duty + duty_kind
        agreement sought from whom | asked.person + asked.for_whom
        capacity or Gillick reasoning | asked.capacity + gillick.understands + gillick.weighs + gillick.competent
        what was explained | explained.what + explained.why + explained.whom
        answer, how given, date | answered.answer + answered.answered_on
        not sought or refused: reason | ask.reasons + refusal_risk
        weigh-up: of sharing, of not sharing, interests | weigh_shared + weigh_unshared + weigh_interest
        weigh-up: decision, pending, disagreed | weigh + still
        reasons when harm shows later | harm_again_note
        lawful basis article 6 | basis_6
        article 9 and Schedule 1 | basis_9 + special
        criminal offences article 10 | basis_10
        seven checks with note | checks#necessary + checks#proportionate + checks#relevant + checks#adequate + checks#accurate + checks#timely + checks#secure + checks.note
        identities to protect | hide + hidden
        withheld and why | withheld
        recipient's use and onward sharing | they_will + further
        method of sending | method
        shared when, by whom | sent_on + sent_by
        person told: before, after, not, why | told.when_told + told.why_not
        decision and reasons | reason
        signatures: worker, manager | worker_signature + manager_signature
        deadlines | pass_on_by
        advice taken | advice.who + advice.question + advice.answer
        overrides and settings in force | - kept beside the answers with the rule set, and printed
        later reconsideration | would_change
        """,
    ),
    "R11 early help conversation": (
        "eh_check",
        """
        indicators: seen, for whom, evidence, strength | indicators.seen + indicators.whom + indicators.evidence + indicators.strength
        behaviour; conflict; offending; attendance | indicators#behaviour + indicators#conflict + indicators#offending + indicators#attendance
        bullied; special needs; disability; after 16 | indicators#bullied + indicators#sen + indicators#disability + indicators#neet
        food or clothing; ill health; substances; mood | indicators#food + indicators#ill + indicators#substances + indicators#mood
        abuse at home; housing; teenage; young carer | indicators#abuse_home + indicators#housing + indicators#teenage + indicators#carer
        missing; exploitation; radicalisation; online | indicators#missing + indicators#exploited + indicators#radical + indicators#online
        home after care; fostered; custody; no school; honour | indicators#home_after_care + indicators#fostered + indicators#custody + indicators#no_school + indicators#honour
        abuse or neglect worry | abuse
        discussed with manager: date, who, view | manager_on + manager + manager_view
        plan: who first, when | first + first_on
        1 noticed | noticed
        2 already helps | helps
        3 would like | wish
        4 part for us | part
        5 explained, answer | explained + agrees
        6 done before, details | before + before_what
        7 agencies involved | agencies.who
        8 next steps | actions
        outcome: nothing, single service, EHA, request, protection | outcome=nothing + outcome=single + outcome=eha + outcome=request + outcome=protection
        """,
    ),
    "R12 early help assessment and plan": (
        "eha",
        """
        A who agreed, to what, shared with whom, date | agreed_by.who + agreed_by.what + agreed_by.shared + agreed_by.on
        A may withdraw, signature | may_withdraw + agreement_signed
        B children, adults, responsibility, network, language | b_children + b_adults + b_responsibility + b_network + b_language
        C who asked, what happened, since when | asked_by + why_now + since
        D help, by whom, when, result | tried.help + tried.by + tried.when + tried.result
        E health, learning, emotions, identity | needs.health + needs.learning + needs.emotions + needs.identity
        E relationships, presents, self-care | needs.relations + needs.presents + needs.self_care
        F care, safety, warmth | parenting.care + parenting.safety + parenting.warmth
        F stimulation, limits, stability | parenting.play + parenting.limits + parenting.steady
        G history, wider family, housing, work | history + wider + housing + work
        G money, social links, culture | money + links + culture
        H outside the home and online | outside + outside_what
        I map and scale | map:strength + map:danger + map:goal + scale
        J each child's view, each parent's | child_views.words + parent_views.words
        K needs, risks, strengths, impact, if nothing changes | analysis_rows.needs + analysis_rows.risks + analysis_rows.strengths + analysis_rows.impact + analysis_rows.if_nothing
        L level and reason | level + level_why
        M outcome, action, who, by when, know, progress | plan.outcome + plan.action + plan.who + plan.by + plan.know + plan.progress
        N lead, why, family agrees | lead + lead_why + lead_agreed
        O review | review
        P copies, signatures, disagreement | copies.who + copies.part + signatures + dissent
        offer declined: re-offer, does refusal raise risk | offer_again + refusal_risk
        """,
    ),
    "R13 team around the family": (
        "taf",
        """
        date | event
        place, chair, minute-taker | place + chair + minutes_by
        present, apologies, not invited and why | present.who + present.came=yes + present.came=apologies + present.came=not_invited + present.why
        each child's view | child_views.words
        nine needs: notice, act, stability | child_views.need_notice + child_views.need_act + child_views.need_stable
        nine needs: respect, information, explanation | child_views.need_respect + child_views.need_informed + child_views.need_explained
        nine needs: support, advocacy, protection, evidence | child_views.need_support + child_views.need_advocacy + child_views.need_protected + child_views.needs_evidence
        each parent's view | parent_views.words
        successes | successes
        progress of each row, note | plan.progress=done + plan.progress=on_track + plan.progress=stuck + plan.progress=dropped + plan.note
        new information | new
        worries now, what next | worries + actions
        scale | scale
        decision: continue, change, up, down, close, reason | decision=go_on + decision=change + decision=up + decision=down + decision=close + decision_why
        lead still right, next date, minutes sent | lead_right + next_date + minutes_sent
        """,
    ),
    "R14 early help intervention record": (
        "eh_record",
        """
        child: name, birth, address, phone, email | child_name + child_birth + child_address + child_phone + child_email
        parent: name, address, phone | parent_name + parent_address + parent_phone
        agency: lead worker, name, address, phone, email | lead_worker + agency + agency_address + agency_phone + agency_email
        start date, meeting date | start_date + event
        1 new information | new_information
        row: self esteem | plan#self_esteem
        row: crime | plan#crime
        row: cannabis | plan#cannabis
        row: risky behaviours | plan#risky
        row: other | plan#other
        columns: issue, progress, support, concerns | plan.issue + plan.progress + plan.support + plan.concerns
        end: worker, date, review | worker_name + end_date + review
        signature line | signature
        """,
    ),
    "R15 report for a meeting": (
        "report",
        """
        meeting, date | meeting + meeting_on
        author, role, agency | author_line
        involved since, contacts kept, missed | since + kept + missed
        each child last seen, alone | children.last_seen + children.last_alone
        details checked with family, date | details_checked + details_on
        significant events | events
        child: health, education, emotional | children.health + children.education + children.emotional
        child: relationships, voice | children.relationships + children.voice
        adult: strengths, capacity, worries | adults.strengths + adults.capacity + adults.worries
        adult: fact, then opinion | adults.opinion
        working well, worries, missing | well.what + worries.what + missing.what
        analysis | analysis
        plan needed, category, reason | plan + category + plan_why
        actions | actions
        shared with family: date, comments, or why not | shared + shared_on + comments + not_shared_why
        signature | signature
        """,
    ),
    "R16 level of need": (
        "threshold_view",
        """
        area | area
        signs by domain, evidence, child | signs.words + signs.domain + signs.evidence + signs.whom
        tier they sit in | signs.tier
        rationale, level chosen | why + level
        consulted | consulted
        """,
    ),
    "R17 referral": (
        "referral",
        """
        route: danger, harm, support, advice | route=danger + route=harm + route=support + route=advice
        date, name, organisation, phone, email, role, relationship | referred_on + referrer + referrer_organisation + referrer_phone + referrer_email + referrer_role + referrer_relation
        harm: child and where now | children.name + children.where_now
        harm: what was seen, heard, said, when | what_happened
        harm: why today | why_today
        harm: who is in the home | home
        harm: family told, why not | family_told + family_told_why
        harm: rung, whom, when | rung.when + rung.whom + rung.answer
        pre-questions: question, answer, note | pre_questions.question + pre_questions.answer + pre_questions.note
        told and agreed: who, knows, answer, copy, date | agreed.who + agreed.knows + agreed.answer + agreed.copy + agreed.on
        views: worries, referral | views.who + views.view + views.view_help
        children: ethnicity, language, needs, school, GP | children.ethnicity + children.language + children.needs + children.school + children.gp
        adults | adults.name + adults.relation
        household, responsibility, professionals | home + responsibility + professionals.name
        worried, well, needed, scale | worried + well + needed + scale
        impact, a day, if nothing changes | children.impact + children.a_day + if_nothing
        tried and result | tried
        level in the area's words and why | level + level_why
        rating: red, amber, green | rating=red + rating=amber + rating=green
        risks to workers, restricted | risks + restricted_details
        bundle: family, chronology, map, voice | bundle=family + bundle=chronology + bundle=safety_map + bundle=voice
        bundle: decision, EHA, intervention record, injury | bundle=share_decision + bundle=eha + bundle=eh_record + bundle=injury
        sent how, to whom, when | sent_how + sent_to + sent_on
        phone call when, name | phoned_on + phoned_whom
        response: acknowledged, decision, reason, challenge | responses.acknowledged + responses.decision + responses.why + responses.challenge
        """,
    ),
    "R18 closure and hand-over": (
        "closure",
        """
        reason: goals met, moved, age, service ended | reason=goals_met + reason=moved + reason=age + reason=service_ended
        reason: not engaging, stepped up | reason=not_engaging + reason=stepped_up
        date | ends_on
        not engaging: tried, who was told | tried
        child: what changed, evidence | each_child.changed + each_child.shows
        child: scale at start and now | each_child.scale_start + each_child.scale_now
        worries that remain, who holds them | worries.worry + worries.holder
        views of each child and parent | each_child.child_view + parent_views.view
        told: who, what, when, how, decision | told.who + told.what + told.when + told.how + told.decision
        new worker, accepted, joint visit | new_worker + accepted + joint_visit
        address proved, seen by | address_proved + address_seen_by
        chronology handed over, plan status | chronology + plan_status
        how to come back, signature | come_back + signature
        open actions, child not seen: reason | open_promises.why + each_child.not_seen_reason
        """,
    ),
    "R19 professional difference": (
        "escalation",
        """
        child; decision; whose; date | about + decision + whose + decided_on
        safe while we sort it out, action | safe + safe_action
        evidence; outcome wanted | evidence + outcome_wanted
        stage, who to whom, when, method | stages.stage + stages.who_to_whom + stages.when + stages.method
        stage: answer, agreed, due | stages.answer + stages.agreed + stages.due
        stages 0 to 4 | stages.stage=s0 + stages.stage=s1 + stages.stage=s2 + stages.stage=s3 + stages.stage=s4
        skipped: reason | stages.skipped
        lead told, when | lead + lead_on
        resolution, what changed, family told | resolution + changed + family_told
        """,
    ),
    "R20 supervision": (
        "supervision",
        """
        type: planned, ad hoc, group, named | kind=planned + kind=ad_hoc + kind=group + kind=named
        date, supervisor, supervisee | event + supervisor + supervisee
        children, last seen, alone | about + children.last_seen + children.last_alone
        what is happening | happening
        each child's voice and day | voices.voice
        household and men checked | household + household_note
        responsibility proved | responsibility + responsibility_note
        history and pattern | history
        working well, worries, unknowns | well.what + worries.what + unknowns.what
        two explanations, what tells them apart | explanations.what + explanations.tell
        worker: feelings and the rest | feelings
        parents' own history | parents_history
        level, decision and reason | decisions.level + decisions.decision
        who else to tell | who_else
        actions; difference | actions + disagree
        next date, signatures | next + signatures
        per-child extract | supervision_extract/decision + supervision_extract/actions.what
        """,
    ),
    "R21 timeline": (
        "timeline",
        """
        event: type, child, when, source | events.kind + events.whom + events.when + events.source
        referral answered in 1 working day | events.kind=referral + @ack
        South Glos red, amber, green | events.rating=red + events.rating=amber + events.rating=green + @south_gloucestershire.Red + @south_gloucestershire.Amber + @south_gloucestershire.Green
        no reply: chase | @chase
        assessment 45 working days | @assessment
        old: confirmation, initial, signed, feedback, core | @confirm + @initial + @signed + @feedback + @core
        suspicion: strategy discussion | events.kind=suspicion + @strategy_now
        strategy: conference 15 working days | events.kind=strategy + @icpc
        conference: core group, review 3 months | events.kind=icpc + @first_core + @first_review
        core group: minutes 5 days | events.kind=core_group + @minutes
        review: next in 6 months | events.kind=review_conference + @next_review
        child in need: 6 months | events.kind=cin_plan + @cin_review
        early help: 6 weeks | events.kind=eh_plan + @taf_review
        tier 2: 6 months | events.kind=tier2 + @tier2_review
        agreement: passed on in 7 days | events.kind=agreement + @pass_agreed
        without consent: 7 days | events.kind=no_consent + @pass_no_consent
        private fostering: planned, begun, moved, visit | @pf_before + @pf_now + @pf_48 + @pf_visit
        FGM: 101 | events.kind=fgm + @fgm_101
        child sexual abuse | events.kind=csa + @csa_tell
        police protection 72 h, emergency order 8 days | @pp_72 + @epo_8
        induction 3 months, refresher 3 years | @induction + @refresher
        states: met, not needed, when, reason | kept.state=met + kept.state=not_needed + kept.when + kept.why
        """,
    ),
    "R22 directory": (
        "service",
        """
        topic | topics
        name, postal address, website | name + address + website
        email, phone | email + phone
        self-referral accepted | self_referral
        other: criteria, type of support, referral route | criteria + support + route
        area or town, cluster, function | town + cluster + function
        cost, languages, access, opening hours | cost + languages + access + hours
        checked on, by | checked_on + checked_by
        private note | note
        topic: advocacy, asylum, bereavement, bullying | topics=advocacy + topics=asylum + topics=bereavement + topics=bullying
        topic: care leavers, career, protection, social care | topics=care_leavers + topics=career + topics=protection + topics=social_care
        topic: clothing, cohesion, contraception, debt | topics=clothing + topics=cohesion + topics=contraception + topics=debt
        topic: diet, disability, domestic abuse, food | topics=diet + topics=disability + topics=abuse + topics=food
        topic: fuel, four of health | topics=fuel + topics=adult_mental + topics=child_mental + topics=physical + topics=sexual
        topic: holidays, housing, interpreters, legal | topics=holidays + topics=housing + topics=interpreters + topics=legal
        topic: LGBT, literacy, new parents, offending | topics=lgbt + topics=literacy + topics=new_parents + topics=offending
        topic: parenting, police, pregnancy, prisoners | topics=parenting + topics=police + topics=pregnancy + topics=prisoners
        topic: school, substances, young carers | topics=school + topics=substances + topics=young_carers
        function: breakfast, breastfeeding, children's and community centre | function=breakfast_club + function=breastfeeding + function=childrens_centre + function=community_centre
        function: welcome space, abuse, drugs, finance, food, holidays | function=welcome_space + function=domestic_abuse + function=drugs_alcohol + function=finance_advice + function=food_bank + function=holiday_scheme
        """,
    ),
    "R23 training and competence": (
        "training",
        """
        sheet: name, role, start with organisation, in role | name + role + start_organisation + start_role
        sheet: hours, manager, appraisals | hours + manager + appraisals.day
        mandatory: training, date | mandatory.what + mandatory.day
        specific: training, date | specific.what + specific.day
        provider, level, certificate, refresher | mandatory.provider + mandatory.level + mandatory.certificate + mandatory.refresher
        booked is separate | booked.what + booked.day
        induction | induction
        level 1 to 4 | level=1 + level=2 + level=3 + level=4
        competence: statement, met, evidence, date, agreed by | competence/level_1.statement + competence/level_1.met + competence/level_1.evidence + competence/level_1.on + competence/level_1.agreed_by
        competence level 1: six topics | competence/level_1#l1_1 + competence/level_1#l1_2 + competence/level_1#l1_3 + competence/level_1#l1_4 + competence/level_1#l1_5 + competence/level_1#l1_6
        competence level 2: seven topics | competence/level_2#l2_1 + competence/level_2#l2_2 + competence/level_2#l2_3 + competence/level_2#l2_4 + competence/level_2#l2_5 + competence/level_2#l2_6 + competence/level_2#l2_7
        competence level 3: seven topics | competence/level_3#l3_1 + competence/level_3#l3_2 + competence/level_3#l3_3 + competence/level_3#l3_4 + competence/level_3#l3_5 + competence/level_3#l3_6 + competence/level_3#l3_7
        competence level 4 and trustees | competence/level_4#l4_1 + competence/level_4#l4_2 + competence/level_4#l4_3 + competence/level_4#l4_4 + competence/level_4#l4_5 + competence/level_4#l4_6 + competence/level_4#l4_7 + competence/trustee#lt_1
        content, all levels: ten | competence/content_1#c1_1 + competence/content_1#c1_2 + competence/content_1#c1_3 + competence/content_1#c1_4 + competence/content_1#c1_5 + competence/content_1#c1_6 + competence/content_1#c1_7 + competence/content_1#c1_8 + competence/content_1#c1_9 + competence/content_1#c1_10
        content from 2: ten | competence/content_2#c2_1 + competence/content_2#c2_2 + competence/content_2#c2_3 + competence/content_2#c2_4 + competence/content_2#c2_5 + competence/content_2#c2_6 + competence/content_2#c2_7 + competence/content_2#c2_8 + competence/content_2#c2_9 + competence/content_2#c2_10
        content from 3: six, named officers | competence/content_3#c3_1 + competence/content_3#c3_2 + competence/content_3#c3_3 + competence/content_3#c3_4 + competence/content_3#c3_5 + competence/content_3#c3_6 + competence/content_named#cn_1
        content 4, trustees, board lead | competence/content_4#c4_1 + competence/content_trustee#ct_1 + competence/content_board#cb_1
        needs 1 whose, 2 purpose, 3 methods | learning_needs/whose + learning_needs/purpose + learning_needs/methods
        needs 4 findings, 5 practical, 6 how met, timetable | learning_needs/findings + learning_needs/practical + learning_needs/met + learning_needs/timetable
        needs 7 involved, 8 responsible, 9 certificates | learning_needs/involved + learning_needs/responsible + learning_needs/certificates
        working: holds or not, evidence | is_it_working/good.there + is_it_working/good.evidence + is_it_working/warning.there + is_it_working/warning.evidence
        working, good: safe, alert, what to do, why sharing | is_it_working/good#safe + is_it_working/good#alert + is_it_working/good#act + is_it_working/good#sharing
        working, good: blocked, law, limits, disclosure | is_it_working/good#blocked + is_it_working/good#law + is_it_working/good#limits + is_it_working/good#told
        working, warning: at risk, unanswered, whom to tell | is_it_working/warning#risk + is_it_working/warning#unanswered + is_it_working/warning#whom
        working, warning: policy ignored, duty, unreported | is_it_working/warning#ignored + is_it_working/warning#duty + is_it_working/warning#unreported
        working, warning: no policy, cannot happen here | is_it_working/warning#no_policy + is_it_working/warning#not_here
        evaluation: learnt, will do, checked at 3 months | course_evaluation/learnt + course_evaluation/actions + course_evaluation/looked_back
        """,
    ),
    "R24 working with fathers": (
        "fathers",
        """
        named; lives where | fathers.named + fathers.where
        responsibility and proof | fathers.pr
        seen; alone; his words | fathers.seen + fathers.alone + fathers.words
        strengths; worries | fathers.strengths + fathers.worries
        other children, relationships, areas | fathers.others
        health, substances, offences known elsewhere | fathers.known
        invited; letters addressed | fathers.invited + fathers.letters
        not reached: when, how, result | fathers.tries.on + fathers.tries.how + fathers.tries.result
        unsafe: reason, manager | fathers.unsafe + fathers.unsafe_why + fathers.unsafe_manager
        service, leadership: figures, policy | fathers_service/leadership#figures + fathers_service/leadership#policy
        service, team: trained, supervision, times | fathers_service/team#trained + fathers_service/team#supervision + fathers_service/team#times
        service, place and letters | fathers_service/place#pictures + fathers_service/place#letters
        service, reaching: forms, direct, groups | fathers_service/reaching#forms + fathers_service/reaching#direct + fathers_service/reaching#groups
        service, risk and resource | fathers_service/risk#both + fathers_service/risk#sources
        service, measuring | fathers_service/measuring#audit + fathers_service/measuring#views
        not yet, partly, yes and evidence | fathers_service/team.holds=not_yet + fathers_service/team.holds=partly + fathers_service/team.holds=yes + fathers_service/team.evidence
        plan: actions, next check | actions + next_check + fathers_service/actions + fathers_service/next_check
        """,
    ),
    "R25 outcome measures": (
        "measures",
        """
        person, tool, version, date, by whom | measures.whom + measures.tool + measures.version + measures.on + measures.by
        total, subscales | measures.total + measures.subscales.name + measures.subscales.number
        filed where, means, next due | measures.filed + measures.means + measures.next
        Star: name, date, filed only | measures.tool=star
        SDQ totals | measures.tool=sdq
        DASH, GCP2, Thriving Families: outcome word, attach | measures.tool=dash + measures.tool=gcp2 + measures.tool=thriving + measures.word + measures.file
        """,
    ),
    "R26 injury or mark": (
        "injury",
        """
        child | about
        movement: not rolling, rolls, shuffles, pulls up, walks, disabled | movement=not_rolling + movement=rolls + movement=shuffles + movement=pulls_up + movement=walks + movement=disabled
        seen by, when, where, light | seen_by + event + where + light
        marks: size, shape, colour | marks.size + marks.shape + marks.colour
        marks: bruise, bite, burn, graze, swelling, bleed | marks.kind=bruise + marks.kind=bite + marks.kind=burn + marks.kind=graze + marks.kind=swelling + marks.kind=bleed
        photo, who allowed | photos + photo_policy
        explanation: whose, words, when | explanations.who + explanations.words + explanations.when
        fits, why | fits + fits_why
        birthmark, where recorded | birthmark + birthmark_where
        other children seen | others_seen
        told: medical, social care, police, lead | told.service=medical + told.service=social_care + told.service=police + told.service=lead
        told: who, when, advice | told.who + told.when + told.advice
        checks: shared, our analysis | checks.agency + checks.shared + checks.analysis
        parents told, or why not | parents_told + parents_why
        leaflet given, or why not | leaflet + leaflet_why
        outcome, links | outcome + links
        """,
    ),
    "R27 case self-audit": (
        "case_audit",
        """
        yes, partly, no, not applicable; evidence; action | statements.holds=yes + statements.holds=partly + statements.holds=no + statements.holds=na + statements.evidence + statements.action
        voice; day; adults; men | statements#voice + statements#day + statements#adults + statements#men
        responsibility; history; whole picture; fact and opinion | statements#pr + statements#history + statements#whole + statements#fact
        tools; agencies; minutes; escalation | statements#tools + statements#agencies + statements#minutes + statements#escalation
        culture; advocacy; language; transfer | statements#culture + statements#advocacy + statements#language + statements#transfer
        """,
    ),
    "R28 learning log and service plan": (
        "learning",
        """
        source: review, audit, complaint, training, guidance | learning.source=review + learning.source=audit + learning.source=complaint + learning.source=training + learning.source=guidance
        learnt, who needs it, change, how checked, date | learning.learnt + learning.who + learning.change + learning.checked + learning.on
        plan: outcome, measure, activity, target | plan.outcome + plan.measure + plan.activity + plan.target
        staffing: post, FTE | staffing.post + staffing.fte
        capacity note | capacity
        """,
    ),
}
"""Record of the specification -> the form that keeps it, and its lines."""

RELEASE: dict[str, str] = {
    "records and versions, file hash": "ReleaseRow.records ReleaseRow.sha256",
    "audience": "ReleaseRow.audience",
    "recipients": "ReleaseRow.recipient",
    "left out": "Told.left_out",
    "put back and why": "Told.put_back",
    "decision, or why none is needed": "Told.decision Told.no_decision",
    "who, when, how sent": "ReleaseRow.author ReleaseRow.made ReleaseRow.how",
    "discreet copy": "Told.copy",
    "pack": "Told.pack",
    "why": "ReleaseRow.why",
}
"""R06 is no form but the note of every copy that left."""
