import { heldBy } from "@/lib/auth/identities/schema";
import { normaliseEmail } from "@/lib/core/email";
import { parseInput } from "@/lib/core/define-action";
import { authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { invalid, Outcome, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { fold } from "@/lib/core/text";
import { isLocale } from "@/lib/i18n/locale";
import { companies, organisation } from "@/lib/settings/queries";
import { addUser, freeUserName, letInAnew, lockUser, subjectOf } from "@/lib/users/commands";
import { userInvited } from "@/lib/users/events";
import { namesIn, readList } from "@/lib/users/inviting/rows";
import { MOST_INVITED } from "@/lib/users/inviting/schema";
import { sendInvitation } from "@/lib/users/links/commands";
import { suggestUserName } from "@/lib/users/naming/schema";
import { roles } from "@/lib/users/queries";
import { createUserInput, fullName } from "@/lib/users/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { FieldErrors } from "@/lib/core/errors";
import type { Emit } from "@/lib/core/mutate";
import type { CompanyView, OrganisationView } from "@/lib/settings/schema";
import type { ReadRow } from "@/lib/users/inviting/rows";
import type { InvitedPerson, InvitedRow, InviteManyInput, InviteManyResult, Twins } from "@/lib/users/inviting/schema";
import type { CreateUserInput, Handed, RoleView } from "@/lib/users/schema";

/**
 * Another link for somebody who hasn't chosen a password yet; the one before stops working. Whom the directory had put out has
 * a way in anew by it, and so has what acts in their name: that is what was pressed.
 */
export async function inviteAgain(ctx: Ctx, input: { userId: string }): Promise<Handed> {
  return mutate(ctx, async (tx, emit) => {
    const user = await lockUser(ctx, tx, input.userId);
    if (ctx.actor.type === "user" && user.id === ctx.actor.id) throw precondition("ownAccount");
    if (user.deactivatedAt) throw precondition("alreadyDeactivated");
    if (user.directory) throw precondition(heldBy(user.directory));
    if (user.passwordHash !== null) throw precondition("hasPassword");
    const handed = await sendInvitation(ctx, tx, user);
    const changes = await letInAnew(tx, user);
    emit(userInvited, {
      ...subjectOf(user),
      payload: { by: handed.mailedTo === undefined ? "link" : "mail" },
      changes,
    });
    return handed;
  });
}

/** Takes back what was done in a transaction, and answers it all the same. */
class OnlyTried extends Error {
  readonly result: InviteManyResult;

  constructor(result: InviteManyResult) {
    super("tried");
    this.result = result;
  }
}

/**
 * Makes and invites everybody of a list, or nobody: where a row can't be, all that is said is why. The dry run is the same
 * work, taken back at its end, so that it can't promise more than the run keeps; only links and letters are left out, and
 * nobody's edit waits for it.
 */
export async function inviteMany(ctx: Ctx, input: InviteManyInput): Promise<InviteManyResult> {
  authorize(ctx, "user.manage");
  const { rows, missing } = readList(input.text);
  if (missing.length > 0) throw invalid({ text: "columnsMissing" }, { columns: missing.join(",") });
  if (rows.length === 0) throw invalid({ text: "noRows" });
  if (rows.length > MOST_INVITED) throw invalid({ text: "tooManyRows" });
  const house = { roles: await roles(ctx), ...(await giveable(ctx)), organisation: await organisation() };
  try {
    return await mutate(ctx, async (tx, emit) => {
      const told: InvitedRow[] = [];
      const people: InvitedPerson[] = [];
      const before: Before = { email: new Map(), userName: new Map() };
      for (const row of rows) {
        const twins = twinsOf(before, row);
        const trying = { ...house, isTrial: input.dryRun, twins };
        const { problems, person, userName = row.userName ?? "" } = await tryRow(ctx, tx, emit, trying, row);
        // What is somebody else's already is so for the next row with it too.
        if (!problems["email"]) before.email.set(mailOf(row), row.line);
        if (!problems["userName"]) before.userName.set(userName.toLowerCase(), row.line);
        const name = fullName({ firstName: row.firstName ?? "", lastName: row.lastName ?? "" });
        told.push({ line: row.line, name, email: row.email ?? "", problems, twins });
        if (person) people.push(person);
      }
      if (input.dryRun || people.length < rows.length) throw new OnlyTried({ rows: told, people: [] });
      return { rows: told, people };
    });
  } catch (error) {
    if (error instanceof OnlyTried) return error.result;
    throw error;
  }
}

/** Of which companies there are besides one's own nobody is told: one of those is as none, and `otherwise` says why. */
async function giveable(ctx: Ctx): Promise<Pick<House, "companies" | "otherwise">> {
  const all = await companies(ctx, { activeOnly: true });
  const { actor } = ctx;
  if (!hasRights(actor) || scopeOf(actor, "user.manage") === "any")
    return { companies: all, otherwise: "companyUnknown" };
  return { companies: all.filter(({ id }) => actor.companyIds.includes(id)), otherwise: "companyNotYours" };
}

type House = { roles: RoleView[]; companies: CompanyView[]; otherwise: string; organisation: OrganisationView };
type TryingHouse = House & { isTrial: boolean; twins: Twins };
type Tried = { problems: FieldErrors; person?: InvitedPerson; userName?: string };

/** Which line of the file has a mail or a user name first. */
type Before = Record<keyof Twins, Map<string, number>>;

const mailOf = ({ email = "" }: ReadRow) => normaliseEmail(email) ?? "";

function twinsOf(before: Before, row: ReadRow): Twins {
  const ofEmail = before.email.get(mailOf(row));
  const ofName = row.userName ? before.userName.get(row.userName.toLowerCase()) : undefined;
  return { ...(ofEmail !== undefined && { email: ofEmail }), ...(ofName !== undefined && { userName: ofName }) };
}

async function tryRow(ctx: Ctx, tx: Tx, emit: Emit, house: TryingHouse, row: ReadRow): Promise<Tried> {
  const said = inputOf(house, row);
  if (!said.person) return { problems: said.problems };
  try {
    const suggested = await freeUserName(tx, suggestUserName(said.person) || "user");
    const person = parseInput(createUserInput, { ...said.person, userName: said.person.userName || suggested });
    const { isTrial } = house;
    const id = await addUser(ctx, tx, emit, { ...person, isTrial });
    const handed = isTrial ? { linkToken: "" } : await sendInvitation(ctx, tx, { ...person, id });
    const { email, userName } = person;
    return { problems: {}, person: { name: fullName(person), email, ...handed }, userName };
  } catch (error) {
    if (error instanceof Outcome && error.fields) return { problems: inRow(error.fields) };
    throw error;
  }
}

type Said =
  | { person: Omit<CreateUserInput, "locale"> & { locale: string }; problems?: undefined }
  | { problems: FieldErrors; person?: undefined };

/** What a row says, as the form for a new user says it; or which of its words mean nothing here. */
function inputOf(house: TryingHouse, row: ReadRow): Said {
  const { roles: known, companies: all, otherwise, organisation, twins } = house;
  const { locale, timeZone } = organisation;
  const problems: FieldErrors = Object.fromEntries(Object.keys(twins).map((field) => [field, "taken"]));
  const role = known.find(({ key, nameEn, nameEs }) => isNamed(row.role, [key, nameEn, nameEs]));
  if (!role) problems["role"] = row.role ? "unknown" : "required";
  const companyIds = namesIn(row.companies ?? "").map((named) => {
    const company = all.find(({ key, name }) => isNamed(named, [key, name]));
    if (!company) problems["companies"] = otherwise;
    return company?.id ?? "";
  });
  const language = languageOf(row.locale, locale);
  if (language === undefined) problems["locale"] = "languageUnknown";
  const { firstName = "", lastName = "", email = "", userName = "", jobTitle = "", phone = "", whatsapp = "" } = row;
  const own = { firstName, lastName, email, jobTitle, phone, whatsapp };
  // All that is wrong with a row is said at once.
  if (Object.keys(problems).length > 0) return { problems: { ...problemsOf(own), ...problems } };
  return {
    person: { ...own, userName, locale: language ?? locale, timeZone, roleId: role?.id ?? "", companyIds },
  };
}

const ownInput = createUserInput.pick({
  ...{ firstName: true, lastName: true, email: true, jobTitle: true, phone: true, whatsapp: true },
});

function problemsOf(own: object): FieldErrors {
  try {
    parseInput(ownInput, own);
    return {};
  } catch (error) {
    if (error instanceof Outcome && error.fields) return error.fields;
    throw error;
  }
}

function isNamed(said: string | undefined, names: readonly string[]): boolean {
  return said !== undefined && names.some((name) => fold(name) === fold(said));
}

function languageOf(said: string | undefined, otherwise: string): string | undefined {
  if (!said) return otherwise;
  const known = { espanol: "es", spanish: "es", ingles: "en", english: "en" }[fold(said)] ?? fold(said);
  return isLocale(known) ? known : undefined;
}

/** By the names of the columns. */
function inRow(fields: FieldErrors): FieldErrors {
  const names: Record<string, string> = { roleId: "role", companyIds: "companies" };
  return Object.fromEntries(
    Object.entries(fields).map(([field, key]) => [names[field] ?? field.replace(/^companyIds\..*/, "companies"), key]),
  );
}
