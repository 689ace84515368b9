import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { isAboutServer } from "@/lib/core/mail/problems";
import { openText } from "@/lib/core/secrets";
import { NO_MAIL } from "@/lib/settings/mail/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { MailServerAccess } from "@/lib/core/mail/gateway";
import type { MailProblem } from "@/lib/core/mail/problems";
import type { MailLight, MailRow, MailSettings, MailState, Security } from "@/lib/settings/mail/schema";

const ROWS = 20;

/** The settings as a form shows them, the password only as "there is one". */
export async function mailSettings(ctx: Ctx): Promise<{ values: MailSettings; hasPassword: boolean }> {
  authorize(ctx, "settings.manage");
  const row = await reader(ctx).mailServer.findUnique({ where: { id: 1 } });
  if (!row) return { values: NO_MAIL, hasPassword: false };
  const { host, port, security, userName, fromName, fromAddress, baseUrl, passwordSealed } = row;
  return {
    values: { host, port, security: security as Security, userName, fromName, fromAddress, baseUrl },
    hasPassword: passwordSealed !== "",
  };
}

/** The server that takes our mail, if there is one. */
export async function mailServer(): Promise<MailServerAccess | null> {
  const row = await database().mailServer.findUnique({ where: { id: 1 } });
  if (!row || row.host === "" || row.fromAddress === "") return null;
  const { passwordSealed, security, ...access } = row;
  return {
    ...access,
    security: security as Security,
    password: passwordSealed === "" ? "" : openText(passwordSealed),
  };
}

/** Whether mail leaves at all, and what links in it begin with; empty where nobody said. */
export async function mailOutlook(tx: Pick<Tx, "mailServer">): Promise<{ isSetUp: boolean; baseUrl: string }> {
  const row = await tx.mailServer.findUnique({ where: { id: 1 } });
  return {
    isSetUp: row !== null && row.host !== "" && row.fromAddress !== "",
    baseUrl: env().PUBLIC_URL ?? row?.baseUrl ?? "",
  };
}

/** Whether mail leaves at all, for whoever chooses what to be told by it. */
export async function mailWorks(): Promise<boolean> {
  return (await mailOutlook(database())).isSetUp;
}

/** What links in mails begin with, where mails with links leave at all: otherwise a link is handed over by hand. */
export async function mailedLinks(tx: Pick<Tx, "mailServer">): Promise<string | undefined> {
  const { isSetUp, baseUrl } = await mailOutlook(tx);
  return isSetUp && baseUrl !== "" ? baseUrl : undefined;
}

/** Whether mails with links leave, for pages before anybody is signed in. */
export async function mailLeads(): Promise<boolean> {
  return (await mailedLinks(database())) !== undefined;
}

type Tried = { state: string; reason: string; triedAt: Date | null };

/** How mail fares, what waits, and the latest of it. */
export async function mailHealth(ctx: Ctx): Promise<{ light: MailLight; waiting: number; rows: MailRow[] }> {
  authorize(ctx, "settings.manage");
  const db = reader(ctx);
  const [server, waiting, rows, tried] = await Promise.all([
    db.mailServer.findUnique({ where: { id: 1 }, select: { host: true } }),
    db.mail.count({ where: { state: "queued" } }),
    db.mail.findMany({
      orderBy: { id: "desc" },
      take: ROWS,
      omit: { text: true, html: true, sealed: true, tries: true, sentAt: true },
    }),
    db.mail.findFirst({ where: { triedAt: { not: null } }, orderBy: { triedAt: "desc" } }),
  ]);
  return {
    light: lightOf(server !== null && server.host !== "", tried),
    waiting,
    rows: rows.map(({ state, reason, ...row }) => ({
      ...row,
      state: state as MailState,
      reason: reason as MailProblem | "",
    })),
  };
}

function lightOf(isSetUp: boolean, tried: Tried | null): MailLight {
  if (!isSetUp) return "off";
  if (!tried) return "untried";
  // A person's address that doesn't exist says nothing against the server.
  return tried.reason !== "" && isAboutServer(tried.reason as MailProblem) ? "failing" : "fine";
}
