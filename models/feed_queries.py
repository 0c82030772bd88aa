"""Named questions for calendar and news feeds, in the manner of ``models.queries``."""

COMMITTEES = """
SELECT c.id, c.chamber, c.code, n.name, n.valid_from, n.valid_to
FROM committee c LEFT JOIN committee_name n ON n.committee_id = c.id
ORDER BY c.id, n.valid_from
"""

MINISTRIES = """
SELECT m.id, m.code, m.name FROM ministry m ORDER BY m.id
"""

INSTALLATION = """
SELECT i.mark, i.created_at AS at FROM installation i
"""

KEYS = """
SELECT k.id, k.name, k.secret FROM feed_key k WHERE k.void_act_id IS NULL ORDER BY k.id
"""

ROUNDS = """
SELECT r.id AS round_id, r.sequence AS round, r.registered_on, c.id AS case_id, c.number AS "case", c.subject, c.access,
       k.stage, k.requested_on, k.original_due_on, k.agreed_due_on, k.answered_on,
       (SELECT max(x.on_day) FROM closing x WHERE x.round_id = r.id AND x.void_act_id IS NULL) AS closed_on
FROM round r
JOIN "case" c ON c.id = r.case_id
JOIN round_cache k ON k.round_id = r.id
WHERE {only}
ORDER BY r.id
"""

DUE = """k.round_id IN (
    SELECT b.round_id FROM round_cache b
    WHERE b.agreed_due_on IS NOT NULL AND (b.stage IN ('registered', 'partly_answered') OR b.agreed_due_on >= :since)
    ORDER BY b.agreed_due_on DESC, b.round_id DESC LIMIT :most
)"""
"""Which rounds stand in a calendar: what runs, and what ended not too long ago; the latest days where they are many."""

NAMED = "r.id IN :rounds"

COMMITTEES_OF_CASES = """
SELECT cc.case_id, cc.committee_id FROM case_committee cc WHERE cc.case_id IN :cases ORDER BY cc.case_id, cc.rank
"""

OFFICES_OF_ROUNDS = """
SELECT o.round_id, f.title AS office, f.ministry_id
FROM obligation o JOIN office f ON f.id = o.office_id
WHERE o.round_id IN :rounds AND o.void_act_id IS NULL
ORDER BY o.round_id, o.rank, o.id
"""

_TOUCHING = " UNION ALL ".join(
    f"SELECT {table}.round_id, {table}.{column} AS act FROM {table} WHERE {table}.round_id IN :rounds"  # noqa: S608 - our own names
    for table in ("term", "round_letter", "closing", "obligation")
    for column in ("act_id", "void_act_id")
) + "".join(
    f" UNION ALL SELECT rl.round_id, d.{column} AS act FROM round_letter rl "  # noqa: S608 - as above
    "JOIN letter_date d ON d.letter_id = rl.letter_id WHERE rl.round_id IN :rounds"
    for column in ("act_id", "void_act_id")
)

REVISIONS = f"""
SELECT t.round_id, t.acts, a.at
FROM (
    SELECT f.round_id, count(DISTINCT f.act) AS acts, max(f.act) AS newest
    FROM ({_TOUCHING}) f WHERE f.act IS NOT NULL GROUP BY f.round_id
) t
JOIN act a ON a.id = t.newest
"""  # noqa: S608 - as above
"""How many acts touched a round's term, letters, addressees or end, and when the newest did: it only ever rises."""

NEWS = """
SELECT n.kind, n.fact, n.act, n.round_id, n.committee_id, a.at
FROM (
    SELECT k.kind, k.fact, k.act, k.round_id, cc.committee_id,
           row_number() OVER (PARTITION BY cc.committee_id ORDER BY k.act DESC, k.round_id DESC, k.fact DESC) AS place
    FROM (SELECT u.kind, u.fact, u.act, u.round_id FROM (
        SELECT rl.used_as AS kind, rl.id AS fact, rl.act_id AS act, rl.round_id
        FROM round_letter rl
        WHERE rl.act_id > :since AND rl.void_act_id IS NULL AND rl.used_as IN ('request', 'reply', 'partial_reply')
        UNION ALL
        SELECT t.kind, t.id, t.act_id, t.round_id
        FROM term t
        WHERE t.act_id > :since AND t.void_act_id IS NULL AND t.kind = 'deferral' AND t.accepted
        UNION ALL
        SELECT 'report', e.id, e.act_id, rr.round_id
        FROM edition e
        JOIN report p ON p.id = e.report_id AND p.void_act_id IS NULL
        JOIN report_round rr ON rr.report_id = e.report_id
        WHERE e.act_id > :since AND e.void_act_id IS NULL
    ) u ORDER BY u.act DESC, u.round_id DESC, u.fact DESC LIMIT :horizon) k
    JOIN round r ON r.id = k.round_id
    JOIN "case" c ON c.id = r.case_id
    JOIN case_committee cc ON cc.case_id = r.case_id
    WHERE c.access = 'open' OR k.kind = 'request'
) n
JOIN act a ON a.id = n.act
WHERE n.place <= :most
ORDER BY n.act DESC, n.round_id DESC, n.fact DESC, n.committee_id
"""
"""The newest facts of each committee that are for everybody; of a confidential case only that it exists."""

NEWEST_ACT = "SELECT max(a.id) AS act FROM act a"

REPLIES = """
SELECT rl.id, rl.letter_id, l.access, d.dated_on, d.received_on
FROM round_letter rl
JOIN letter l ON l.id = rl.letter_id
JOIN letter_date d ON d.letter_id = l.id AND d.void_act_id IS NULL
WHERE rl.id IN :facts
"""

ANSWERED_BY = """
SELECT DISTINCT s.letter_id, o.round_id, f.title AS office
FROM settlement s JOIN obligation o ON o.id = s.obligation_id JOIN office f ON f.id = o.office_id
WHERE s.letter_id IN :letters AND s.void_act_id IS NULL ORDER BY s.letter_id, o.round_id, f.title
"""

DEFERRALS = """
SELECT t.id, t.due_on FROM term t WHERE t.id IN :facts
"""

EDITIONS = """
SELECT e.id, e.n, e.published_on, n.number, d.number AS dossier
FROM edition e
LEFT JOIN report_number n ON n.report_id = e.report_id AND n.void_act_id IS NULL
LEFT JOIN dossier d ON d.id = n.dossier_id
WHERE e.id IN :facts
"""
