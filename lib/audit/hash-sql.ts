// The hash of the event `e`, as the database's functions of the same names make it. A verification mustn't ask functions
// that whoever it looks for may have replaced, so what is asked is said here, and of nothing but what comes with PostgreSQL.

export const FIXED_HASH = `pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.json_build_array(e.seq, e.xid::text, e.name,
  e."actorType", e."actorId", e."actorLabel", e."subjectType", e."subjectId", e."companyIds", e."ownerIds", e.history,
  extract(epoch from e."occurredAt"), extract(epoch from e."recordedAt"), e."requestId", e."causeSeq", e."originId")::text, 'UTF8'))`;

export const PERSONAL_HASH = `pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.json_build_array(e.salt, e."subjectLabel", e.changes,
  e.payload)::text, 'UTF8'))`;

export const EVENT_HASH = `pg_catalog.sha256(${FIXED_HASH} operator(pg_catalog.||) ${PERSONAL_HASH})`;
