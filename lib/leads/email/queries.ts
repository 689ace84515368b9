import type { Reader, Tx } from "@/lib/core/db";

type Addressed = { id: string; email: string };

/** Whether somebody said that this lead's address is right as it is; another domain is asked about anew. */
export async function isEmailKept(read: Pick<Reader | Tx, "event">, { id, email }: Addressed): Promise<boolean> {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const said = await read.event.findFirst({
    where: {
      subjectType: "lead",
      subjectId: id,
      name: "lead.emailKept",
      payload: { path: ["domain"], equals: domain },
    },
    select: { seq: true },
  });
  return said !== null;
}
