import { isDirectoryFilter } from "@/lib/auth/directory/asking/commands";
import { LOGIN, NO_DIRECTORY } from "@/lib/auth/directory/schema";
import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import { sealText } from "@/lib/core/secrets";
import { changesOf } from "@/lib/settings/commands";
import {
  DIRECTORY_SUBJECT,
  directoryOutConfirmed,
  directoryRulesSaved,
  directorySettingsChanged,
  directorySwitched,
} from "@/lib/users/directory/events";
import { sameName } from "@/lib/users/directory/naming/schema";
import { areCertificates } from "@/lib/users/identities/certificates";
import { replaceRules, requireOwnRoles, requireRulesAndAdmin } from "@/lib/users/identities/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldErrors } from "@/lib/core/errors";
import type { Directory } from "@/lib/core/prisma/client";
import type { ConfirmOutInput, UpdateDirectoryInput } from "@/lib/users/directory/schema";
import type { SaveRulesInput } from "@/lib/users/identities/schema";

const SUBJECT = { subjectId: DIRECTORY_SUBJECT, subjectLabel: "LDAP" };

/** Edits how the directory is asked. Whoever says which directory it is says who gets in, and as what. */
export async function updateDirectory(ctx: Ctx, input: UpdateDirectoryInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockDirectory(tx);
    await requireOwnRoles(ctx, tx, "directory");
    const { password, ...set } = given(input.set);
    const changes = await changesOf(tx, DIRECTORY_SUBJECT, row, set, input.seen, { orElse: password !== undefined });
    const after = { ...row, ...set };
    const problems = problemsIn(after);
    if (Object.keys(problems).length > 0) throw invalid(problems);
    if (password === undefined && takesItElsewhere(row, after)) throw invalid({ password: "passwordAgain" });
    const sealed = password === undefined ? {} : { passwordSealed: password === "" ? "" : sealText(password) };
    const secret = after.reading === "direct" ? { passwordSealed: "" } : sealed;
    // What was found of the former settings says nothing of these.
    const state = { problem: "", detail: "", triedAt: null };
    const saved = await tx.directory.update({ where: { id: 1 }, data: { ...set, ...secret, ...state } });
    if (saved.on) await requireWhole(tx, saved);
    const told = changes["ca"] ? { ...changes, ca: { from: row.ca !== "", to: after.ca !== "" } } : changes;
    emit(directorySettingsChanged, { ...SUBJECT, payload: { passwordSet: password !== undefined }, changes: told });
  });
}

/** Lets people in by the directory, or nobody any more. Whoever is in stays in until their session ends. */
export async function switchDirectory(ctx: Ctx, { on }: { on: boolean }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockDirectory(tx);
    await requireOwnRoles(ctx, tx, "directory");
    if (row.on === on) throw precondition("unchanged");
    if (on) await requireWhole(tx, row);
    await tx.directory.update({ where: { id: 1 }, data: { on, checkedAt: null } });
    emit(directorySwitched, { ...SUBJECT, payload: {}, changes: { active: { from: row.on, to: on } } });
  });
}

/** The rules as a whole: their order matters. They count from each person's next sign-in or check on. */
export async function saveDirectoryRules(ctx: Ctx, input: SaveRulesInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { on } = await lockDirectory(tx);
    emit(directoryRulesSaved, { ...SUBJECT, ...(await replaceRules(ctx, tx, input, { via: "directory", on })) });
  });
}

/** Those whom the last check would have put out, and didn't since they were so many, really are out: the next one may do it. */
export async function confirmDirectoryOut(ctx: Ctx, { count }: ConfirmOutInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockDirectory(tx);
    await requireOwnRoles(ctx, tx, "directory");
    if (row.heldOut !== count) throw conflict({ field: "heldOut", to: String(row.heldOut) });
    // A check of this moment.
    await tx.directory.update({ where: { id: 1 }, data: { outConfirmed: count, heldOut: 0, checkedAt: null } });
    emit(directoryOutConfirmed, { ...SUBJECT, payload: { count } });
  });
}

async function lockDirectory(tx: Tx): Promise<Directory> {
  await tx.directory.createMany({ data: [{ id: 1, ...NO_DIRECTORY }], skipDuplicates: true });
  await tx.$queryRawUnsafe(`select 1 from "Directory" where id = 1 for update`);
  return tx.directory.findUniqueOrThrow({ where: { id: 1 } });
}

/** The service account's password goes only where it was typed for. */
function takesItElsewhere(before: Directory, after: Directory): boolean {
  if (before.passwordSealed === "" || after.reading === "direct") return false;
  const isElsewhere = before.host !== after.host || before.port !== after.port || before.bindDn !== after.bindDn;
  return isElsewhere || before.security !== after.security || before.ca !== after.ca;
}

/** All that is wrong with them, at once. */
function problemsIn(row: Directory): FieldErrors {
  const { host, base, groupBase, personFilter, groupFilter, ca } = row;
  return {
    ...(host === "" && { host: "required" }),
    ...(sameName(base) === undefined && { base: base === "" ? "required" : "notDn" }),
    ...(groupBase !== "" && sameName(groupBase) === undefined && { groupBase: "notDn" }),
    ...(!isDirectoryFilter(personFilter) && { personFilter: "notFilter" }),
    ...(!isDirectoryFilter(groupFilter.replaceAll("{dn}", LOGIN)) && { groupFilter: "notFilter" }),
    ...(ca !== "" && !areCertificates(ca) && { ca: "notCertificate" }),
  };
}

/** Before anybody is let in: it can be asked, says who may, and doesn't keep the only keys to the house. */
async function requireWhole(tx: Tx, row: Directory): Promise<void> {
  const { reading, bindDn, passwordSealed, bindTemplate, host } = row;
  const isReadable = reading === "direct" ? bindTemplate !== "" : bindDn !== "" && passwordSealed !== "";
  if (host === "" || !isReadable) throw precondition("directoryNotWhole");
  await requireRulesAndAdmin(tx, "directory");
}
