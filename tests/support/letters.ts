import { database } from "@/lib/core/db";
import { openText } from "@/lib/core/secrets";
import { NO_MAIL } from "@/lib/settings/mail/schema";

/** Mail that leaves for nowhere: what is posted stays to be read. */
export async function setUpMail(baseUrl = "http://server:3000"): Promise<void> {
  const set = { ...NO_MAIL, host: "127.0.0.1", port: 9, fromAddress: "leads@example.test", baseUrl };
  await database().mailServer.upsert({ where: { id: 1 }, create: { id: 1, ...set }, update: set });
}

export async function forgetMails(): Promise<void> {
  await database().mail.deleteMany();
  await database().mailServer.deleteMany();
}

/** What was posted to somebody, oldest first, as they would read it. */
export async function lettersTo(email: string) {
  const rows = await database().mail.findMany({ where: { to: email }, orderBy: { id: "asc" } });
  return rows.map((row) => ({ ...row, text: row.sealed ? openText(row.text) : row.text }));
}

/** The token in the last letter's link. */
export async function tokenTo(email: string, path: "welcome" | "request"): Promise<string> {
  const text = (await lettersTo(email)).at(-1)?.text ?? "";
  return new RegExp(`http://server:3000/${path}/([\\w-]{43})`).exec(text)?.[1] ?? "";
}

/** How many jobs of a name are in the queue, worked or not. */
export async function jobsNamed(name: string): Promise<number> {
  const [row] = await database().$queryRawUnsafe<{ n: number }[]>(
    `select count(*)::int as n from pgboss.job where name = $1`,
    name,
  );
  return row?.n ?? 0;
}
