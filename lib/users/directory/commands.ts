import { X509Certificate } from "node:crypto";
import { isDirectoryFilter } from "@/lib/auth/directory/asking/commands";
import { LOGIN, NO_DIRECTORY } from "@/lib/auth/directory/schema";
import { IN } from "@/lib/auth/standing";
import { authorize } from "@/lib/core/ctx";
import { conflict, forbidden, invalid, Outcome, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import { sealText } from "@/lib/core/secrets";
import { changesOf } from "@/lib/settings/commands";
import { requireCompanies, requireRole } from "@/lib/users/commands";
import {
  DIRECTORY_SUBJECT,
  directoryOutConfirmed,
  directoryRulesSaved,
  directorySettingsChanged,
  directorySwitched,
} from "@/lib/users/directory/events";
import { sameName, shortName } from "@/lib/users/directory/naming/schema";
import { directoryRules } from "@/lib/users/directory/queries";
import { versionOf } from "@/lib/users/directory/rules";
import { ADMIN_ROLE } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldErrors } from "@/lib/core/errors";
import type { Directory } from "@/lib/core/prisma/client";
import type {
  ConfirmOutInput,
  DirectoryRuleView,
  SaveDirectoryRulesInput,
  UpdateDirectoryInput,
} from "@/lib/users/directory/schema";

const SUBJECT = { subjectId: DIRECTORY_SUBJECT, subjectLabel: "LDAP" };

/** Edits how the directory is asked. Whoever says which directory it is says who gets in, and as what. */
export async function updateDirectory(ctx: Ctx, input: UpdateDirectoryInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockDirectory(tx);
    await requireOwnRoles(ctx, tx, await directoryRules(tx));
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
    await requireOwnRoles(ctx, tx, await directoryRules(tx));
    if (row.on === on) throw precondition("unchanged");
    if (on) await requireWhole(tx, row);
    await tx.directory.update({ where: { id: 1 }, data: { on, checkedAt: null } });
    emit(directorySwitched, { ...SUBJECT, payload: {}, changes: { active: { from: row.on, to: on } } });
  });
}

/** The rules as a whole: their order matters. They count from each person's next sign-in or check on. */
export async function saveDirectoryRules(ctx: Ctx, { rules, seen }: SaveDirectoryRulesInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockDirectory(tx);
    const before = await directoryRules(tx);
    if (versionOf(before) !== seen) throw conflict({ field: "rules" });
    if (versionOf(rules) === seen) throw precondition("unchanged");
    await requireOwnRoles(ctx, tx, before);
    await requireSense(ctx, tx, rules);
    if (row.on && rules.length === 0) throw precondition("directoryNoRules");
    await tx.directoryRule.deleteMany();
    for (const [position, { group, roleId, companyIds }] of rules.entries()) {
      const companies = { create: [...new Set(companyIds)].map((companyId) => ({ companyId })) };
      await tx.directoryRule.create({ data: { position, group, roleId, companies } });
    }
    const changes = { rules: { from: await inWords(tx, before), to: await inWords(tx, rules) } };
    emit(directoryRulesSaved, { ...SUBJECT, payload: { count: rules.length }, changes });
  });
}

/** Those whom the last check would have put out, and didn't since they were so many, really are out: the next one may do it. */
export async function confirmDirectoryOut(ctx: Ctx, { count }: ConfirmOutInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockDirectory(tx);
    await requireOwnRoles(ctx, tx, await directoryRules(tx));
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

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function areCertificates(pem: string): boolean {
  const found = pem.match(CERTIFICATE) ?? [];
  const isNothingElse = pem.replace(CERTIFICATE, "").trim() === "";
  try {
    return isNothingElse && found.every((one) => new X509Certificate(one).raw.length > 0) && found.length > 0;
  } catch {
    return false;
  }
}

/** Before anybody is let in: it can be asked, says who may, and doesn't keep the only keys to the house. */
async function requireWhole(tx: Tx, row: Directory): Promise<void> {
  const { reading, bindDn, passwordSealed, bindTemplate, host } = row;
  const isReadable = reading === "direct" ? bindTemplate !== "" : bindDn !== "" && passwordSealed !== "";
  if (host === "" || !isReadable) throw precondition("directoryNotWhole");
  if ((await tx.directoryRule.count()) === 0) throw precondition("directoryNoRules");
  await requireOwnAdmin(tx);
}

/** One admin at least comes in without the directory: it is away one day, or says no to everybody. */
export async function requireOwnAdmin(tx: Tx, exceptUserId?: string): Promise<void> {
  await tx.$queryRawUnsafe(`select 1 from "Role" where key = $1 for no key update`, ADMIN_ROLE);
  const own = { ...IN, passwordHash: { not: null }, directory: null, role: { key: ADMIN_ROLE } };
  const others = await tx.user.count({
    where: { ...own, ...(exceptUserId !== undefined && { id: { not: exceptUserId } }) },
  });
  if (others === 0) throw precondition("directoryOwnAdmin");
}

/** Nobody decides by the directory about roles that may do more than they themselves. */
async function requireOwnRoles(ctx: Ctx, tx: Tx, rules: readonly DirectoryRuleView[]): Promise<void> {
  for (const roleId of new Set(rules.map((rule) => rule.roleId))) {
    await requireRole(ctx, tx, roleId).catch((error: unknown) => {
      throw error instanceof Outcome ? forbidden() : error;
    });
  }
}

async function requireSense(ctx: Ctx, tx: Tx, rules: readonly DirectoryRuleView[]): Promise<void> {
  const named = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const at = (fields: FieldErrors) =>
      Object.fromEntries(Object.entries(fields).map(([field, key]) => [`rules.${index}.${field}`, key]));
    const name = sameName(rule.group);
    if (name === undefined) throw invalid(at({ group: "notDn" }));
    if (named.has(name)) throw invalid(at({ group: "groupTwice" }));
    named.add(name);
    try {
      await requireCompanies(ctx, tx, await requireRole(ctx, tx, rule.roleId), rule.companyIds);
    } catch (error) {
      if (error instanceof Outcome && error.fields) throw invalid(at(error.fields));
      throw error;
    }
  }
}

async function inWords(tx: Tx, rules: readonly DirectoryRuleView[]): Promise<string[]> {
  const roles = await tx.role.findMany({ select: { id: true, nameEs: true } });
  const companies = await tx.company.findMany({ select: { id: true, name: true }, orderBy: { position: "asc" } });
  return rules.map(({ group, roleId, companyIds }) => {
    const role = roles.find(({ id }) => id === roleId)?.nameEs ?? "";
    const names = companies.filter(({ id }) => companyIds.includes(id)).map(({ name }) => name);
    return [shortName(group), [role, ...names].join(", ")].join(" → ");
  });
}
