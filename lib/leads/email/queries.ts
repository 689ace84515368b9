import { SqlParams } from "@/lib/core/condition/to-sql";
import type { Tx } from "@/lib/core/db";

type Addressed = { id: string; email: string };

/** One row where somebody said that this lead's address is right as it is; another domain is asked about anew. */
export function emailKeptSql(params: SqlParams, { id, email }: Addressed): string {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return `select e.seq from "Event" e
           where e."subjectType" = 'lead' and e."subjectId" = ${params.add(id, "uuid")} and e.name = 'lead.emailKept'
             and e.payload ->> 'domain' = ${params.add(domain, "text")} limit 1`;
}

export async function isEmailKept(tx: Tx, lead: Addressed): Promise<boolean> {
  const params = new SqlParams();
  return (await tx.$queryRawUnsafe<unknown[]>(emailKeptSql(params, lead), ...params.values)).length > 0;
}
