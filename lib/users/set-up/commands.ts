import { hashNewPassword } from "@/lib/auth/commands";
import { userSignedIn } from "@/lib/auth/events";
import { startSession } from "@/lib/auth/sessions/commands";
import { invalid, Outcome, precondition } from "@/lib/core/errors";
import { mutate } from "@/lib/core/mutate";
import { claimSetUp, createCompany } from "@/lib/settings/commands";
import { addUser } from "@/lib/users/commands";
import { ADMIN_ROLE, fullName } from "@/lib/users/schema";
import { setUpState } from "@/lib/users/set-up/queries";
import { repeatedCompany } from "@/lib/users/set-up/schema";
import type { Client } from "@/lib/auth/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { SetUpKey } from "@/lib/settings/commands";
import type { SetUpInput } from "@/lib/users/set-up/schema";

/** The first run: organisation, companies and the first admin, who is signed in. It happens once. */
export async function completeSetUp(ctx: Ctx, input: SetUpInput, client: Client): Promise<{ sessionId: string }> {
  if ((await setUpState(input.token)) !== "open") throw precondition("setUpDone");
  requireDifferentNames(input);
  const passwordHash = await hashFor(input);
  return mutate(ctx, async (tx, emit) => {
    const userId = await found(ctx, tx, emit, { token: input.token }, { ...input, passwordHash });
    const sessionId = await startSession(ctx, tx, userId, client);
    await tx.user.update({ where: { id: userId }, data: { lastSignInAt: ctx.now() } });
    emit(userSignedIn, { subjectId: userId, subjectLabel: fullName(input.person), payload: client });
    return { sessionId };
  });
}

/** The same from the operator's shell, which needs no token and opens no session. */
export async function completeSetUpByOperator(ctx: Ctx, input: Omit<SetUpInput, "token">): Promise<{ userId: string }> {
  const passwordHash = await hashNewPassword(input.person.password, input.person, namesOf(input));
  return mutate(ctx, async (tx, emit) => ({
    userId: await found(ctx, tx, emit, "operator", { ...input, passwordHash }),
  }));
}

type Founding = Omit<SetUpInput, "token"> & { passwordHash: string };

async function found(ctx: Ctx, tx: Tx, emit: Emit, key: SetUpKey, input: Founding): Promise<string> {
  await claimSetUp(ctx, tx, emit, key, input.organisation);
  const companyIds: string[] = [];
  for (const { name } of input.companies) companyIds.push(await createCompany(tx, emit, name));
  const { id: roleId } = await tx.role.findUniqueOrThrow({ where: { key: ADMIN_ROLE } });
  const { firstName, lastName, email, userName } = input.person;
  const { locale, timeZone } = input.organisation;
  const person = { firstName, lastName, email, userName, locale, timeZone, phone: "", jobTitle: "" };
  return addUser(ctx, tx, emit, { ...person, roleId, companyIds, passwordHash: input.passwordHash });
}

function requireDifferentNames({ companies }: SetUpInput): void {
  const twice = repeatedCompany(companies);
  if (twice) throw invalid({ [twice]: "taken" });
}

/** What the house is called, which isn't kept yet. */
function namesOf({ organisation, companies }: Pick<SetUpInput, "organisation" | "companies">): string[] {
  return [organisation.name, ...companies.map(({ name }) => name)];
}

/** The field is inside `person` here. */
async function hashFor({ person, ...house }: Omit<SetUpInput, "token">): Promise<string> {
  try {
    return await hashNewPassword(person.password, person, namesOf(house));
  } catch (error) {
    const problem = error instanceof Outcome ? error.fields?.["password"] : undefined;
    throw problem === undefined ? error : invalid({ "person.password": problem });
  }
}
