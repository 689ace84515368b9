import { askDirectory, lookUpInDirectory } from "@/lib/auth/directory/asking/commands";
import { directoryAccess } from "@/lib/auth/directory/queries";
import { authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { database } from "@/lib/core/db";
import { DIRECTORY_SUBJECT, directoryTried } from "@/lib/users/directory/events";
import { knownAs } from "@/lib/users/identities/entering/commands";
import { groupRules } from "@/lib/users/identities/queries";
import { ruleFor } from "@/lib/users/identities/rules";
import { fullName } from "@/lib/users/schema";
import type { Answer, Away } from "@/lib/auth/directory/schema";
import type { Listed } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { DirectoryTrial, TryDirectoryInput } from "@/lib/users/directory/schema";
import type { TriedAs, TriedRule } from "@/lib/users/identities/schema";

/** Looks somebody up with the settings as they are saved, and says what they would come to. Nothing changes by it. */
export async function tryDirectory(ctx: Ctx, input: TryDirectoryInput): Promise<DirectoryTrial> {
  authorize(ctx, "settings.manage");
  const known = await directoryAccess();
  if (!known) throw precondition("directoryNotWhole");
  const { account, password = "" } = input;
  if (known.access.reading === "direct" && password === "") throw invalid({ password: "required" });
  const [found, entered] = await asked(account, password, known.access.reading === "direct");
  const trial = await trialOf(found, entered, account);
  await mutate(ctx, (_tx, emit) => {
    const subject = { subjectId: DIRECTORY_SUBJECT, subjectLabel: "LDAP" };
    emit(directoryTried, { ...subject, payload: { account, found: trial.is === "found" } });
    return Promise.resolve();
  });
  return trial;
}

/** Whom the directory finds and, where a password was typed, whether it lets them in. */
async function asked(account: string, password: string, isDirect: boolean): Promise<[Answer | Away, boolean | null]> {
  const entered = password === "" ? undefined : await askDirectory({ login: account, password }, { evenOff: true });
  if (entered && (isDirect || entered.is !== "refused")) return [entered, entered.is === "yes"];
  return [await lookUpInDirectory(account), entered ? false : null];
}

async function trialOf(found: Answer | Away, entered: boolean | null, login: string): Promise<DirectoryTrial> {
  if (found.is === "away") return found;
  if (found.is === "nobody" || found.is === "several" || !found.person)
    return { is: found.is === "yes" ? "nobody" : found.is };
  const { person } = found;
  const { dn, account, email, phone, jobTitle, groups } = person;
  const told = { dn, account, name: fullName(person), email, phone, jobTitle };
  const closed = found.is === "refused";
  return {
    is: "found",
    entered,
    closed,
    person: told,
    groups,
    rule: await ruleOf(groups),
    as: await comesAs(person, login),
  };
}

async function ruleOf(groups: readonly string[]): Promise<TriedRule | null> {
  const rules = await groupRules(database(), "directory");
  const rule = ruleFor("directory", rules, groups);
  if (!rule) return null;
  const [role, companies] = await Promise.all([
    database().role.findUniqueOrThrow({ where: { id: rule.roleId }, select: { nameEn: true, nameEs: true } }),
    database().company.findMany({
      where: { id: { in: rule.companyIds } },
      orderBy: { position: "asc" },
      select: { name: true },
    }),
  ]);
  const names = companies.map(({ name }) => name);
  return {
    place: rules.indexOf(rule) + 1,
    group: rule.group,
    roleEn: role.nameEn,
    roleEs: role.nameEs,
    companies: names,
  };
}

/** As the sign-in would know them. */
async function comesAs(person: Listed, login: string): Promise<TriedAs> {
  const userId = await knownAs(database(), { via: "directory", person, login });
  const user = userId && (await database().user.findUnique({ where: { id: userId }, select: { deactivatedAt: true } }));
  if (user) return user.deactivatedAt ? "deactivated" : "known";
  const { email } = person;
  if (email === "") return "noMail";
  return (await database().user.count({ where: { email } })) > 0 ? "taken" : "new";
}
