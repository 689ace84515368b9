import { z } from "zod";
import { EMPLOYEE_ROLE } from "@/lib/users/schema";
import type { FieldErrors } from "@/lib/core/errors";
import type { Handed } from "@/lib/users/schema";

export const MOST_INVITED = 200;
const MOST_CHARACTERS = 200_000;

export const inviteManyInput = z.object({
  text: z.string().min(1, "required").max(MOST_CHARACTERS, "tooLong"),
  /** Only says what would become of each row. */
  dryRun: z.boolean(),
});
export type InviteManyInput = z.output<typeof inviteManyInput>;

/** The columns of a list of people. */
export const INVITE_COLUMNS = [
  "firstName",
  "lastName",
  "email",
  "role",
  "companies",
  "userName",
  "jobTitle",
  "phone",
  "whatsapp",
  "locale",
] as const;
export type InviteColumn = (typeof INVITE_COLUMNS)[number];

export function isInviteColumn(name: string): name is InviteColumn {
  return INVITE_COLUMNS.some((column) => column === name);
}

/** Of the person that a template shows, since whoever fills it down gives it to everybody: the employee's, or else the last. */
export function usualRole<R extends { key: string }>(offered: readonly R[]): R | undefined {
  return offered.find(({ key }) => key === EMPLOYEE_ROLE) ?? offered.at(-1);
}

/** What is one person's, by which a row can be another one's. */
export type Twins = Partial<Record<"email" | "userName", number>>;
/** One row of the file: its line, who it is, and why it can't be, by field; `twins`: the line of the file that has the same already. */
export type InvitedRow = { line: number; name: string; email: string; problems: FieldErrors; twins: Twins };
export type InvitedPerson = { name: string; email: string } & Handed;

/** `people`: who was made; nobody unless every row could be. */
export type InviteManyResult = { rows: InvitedRow[]; people: InvitedPerson[] };
