import { isWhole } from "@/lib/auth/provider/queries";
import { NO_PROVIDER } from "@/lib/auth/provider/schema";
import { authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { mutate } from "@/lib/core/mutate";
import { sealText } from "@/lib/core/secrets";
import { changesOf } from "@/lib/settings/commands";
import { areCertificates } from "@/lib/users/identities/certificates";
import { replaceRules, requireOwnRoles, requireRulesAndAdmin } from "@/lib/users/identities/commands";
import {
  PROVIDER_SUBJECT,
  providerRulesSaved,
  providerSettingsChanged,
  providerSwitched,
} from "@/lib/users/provider/events";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { IdentityProvider } from "@/lib/core/prisma/client";
import type { SaveRulesInput } from "@/lib/users/identities/schema";
import type { UpdateProviderInput } from "@/lib/users/provider/schema";

const SUBJECT = { subjectId: PROVIDER_SUBJECT, subjectLabel: "OpenID Connect" };

/** Edits which provider it is. Whoever says that says who gets in, and as what. */
export async function updateProvider(ctx: Ctx, input: UpdateProviderInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockProvider(tx);
    await requireOwnRoles(ctx, tx, "provider");
    const { secret, ...set } = given(input.set);
    const changes = await changesOf(tx, PROVIDER_SUBJECT, row, set, input.seen, { orElse: secret !== undefined });
    const after = { ...row, ...set };
    if (after.ca !== "" && !areCertificates(after.ca)) throw invalid({ ca: "notCertificate" });
    if (secret === undefined && takesItElsewhere(row, after)) throw invalid({ secret: "secretAgain" });
    const sealed = secret !== undefined && { secretSealed: secret === "" ? "" : sealText(secret) };
    // What was found of the former settings says nothing of these.
    const state = { problem: "", detail: "", triedAt: null };
    const saved = await tx.identityProvider.update({ where: { id: 1 }, data: { ...set, ...sealed, ...state } });
    if (saved.on) await requireReady(tx, saved);
    const told = changes["ca"] ? { ...changes, ca: { from: row.ca !== "", to: after.ca !== "" } } : changes;
    emit(providerSettingsChanged, { ...SUBJECT, payload: { secretSet: secret !== undefined }, changes: told });
  });
}

/** Lets people in by the provider, or nobody any more. Whoever is in stays in until their session ends. */
export async function switchProvider(ctx: Ctx, { on }: { on: boolean }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const row = await lockProvider(tx);
    await requireOwnRoles(ctx, tx, "provider");
    if (row.on === on) throw precondition("unchanged");
    if (on) await requireReady(tx, row);
    await tx.identityProvider.update({ where: { id: 1 }, data: { on } });
    emit(providerSwitched, { ...SUBJECT, payload: {}, changes: { active: { from: row.on, to: on } } });
  });
}

/** The rules as a whole: their order matters. They count from each person's next sign-in on. */
export async function saveProviderRules(ctx: Ctx, input: SaveRulesInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { on } = await lockProvider(tx);
    emit(providerRulesSaved, { ...SUBJECT, ...(await replaceRules(ctx, tx, input, { via: "provider", on })) });
  });
}

async function lockProvider(tx: Tx): Promise<IdentityProvider> {
  await tx.identityProvider.createMany({ data: [{ id: 1, ...NO_PROVIDER }], skipDuplicates: true });
  await tx.$queryRawUnsafe(`select 1 from "IdentityProvider" where id = 1 for update`);
  return tx.identityProvider.findUniqueOrThrow({ where: { id: 1 } });
}

/** The secret goes only where it was typed for. */
function takesItElsewhere(before: IdentityProvider, after: IdentityProvider): boolean {
  if (before.secretSealed === "") return false;
  return before.issuer !== after.issuer || before.clientId !== after.clientId || before.ca !== after.ca;
}

async function requireReady(tx: Tx, row: IdentityProvider): Promise<void> {
  if (!isWhole(row)) throw precondition("providerNotWhole");
  await requireRulesAndAdmin(tx, "provider");
}
