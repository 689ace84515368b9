import { NO_DIRECTORY } from "@/lib/auth/directory/schema";
import { NO_PROVIDER } from "@/lib/auth/provider/schema";
import { newChallenge } from "@/lib/auth/passkeys/challenge";
import { hashPassword } from "@/lib/auth/password";
import { newSecret } from "@/lib/auth/second-factor/codes";
import { sealDraft } from "@/lib/auth/second-factor/draft";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { receiveFile } from "@/lib/core/files/arrival";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sealText } from "@/lib/core/secrets";
import { demoStarted } from "@/lib/demo/events";
import { readRules } from "@/lib/intake/rules/queries";
import { sealUpload } from "@/lib/leads/files/upload";
import { sealRemoved } from "@/lib/leads/tasks/removed";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { arrived } from "@/tests/rights/arrived";
import { makeCustomField } from "@/tests/support/custom-fields";
import { PNG } from "@/tests/support/file-bytes";
import { chunks } from "@/tests/support/files";
import { makeLead, makeUser, statusId } from "@/tests/support/house";
import { newUser, PASSWORD, roleId } from "@/tests/support/people";
import { appCode } from "@/tests/support/second-factor";
import { failedDelivery, makeWebhook } from "@/tests/support/webhooks";
import { newAuthenticator } from "@/tests/support/authenticator";
import type { AskingNew } from "@/lib/auth/passkeys/schema";
import type { Prisma } from "@/lib/core/prisma/client";
import type { Scene, Thing } from "@/tests/rights/scene";

const name = () => `n ${newId()}`;

const webhook = async () => (await makeWebhook({ allowsPrivate: false, url: "http://hooks.invalid/" })).id;

const leadType = async () => (await database().leadType.findUniqueOrThrow({ where: { key: "transport" } })).id;

const field = async () => makeCustomField(systemCtx("test"), "text");

const calendar = async () => {
  const { week } = await database().workingCalendar.findFirstOrThrow({ where: { isDefault: true } });
  return (await database().workingCalendar.create({ data: { name: name(), week: week ?? [] } })).id;
};

const statusTerm = async (more: Partial<Prisma.StatusUncheckedCreateInput> = {}) => {
  const { groupId } = await database().status.findUniqueOrThrow({ where: { key: "quoted" } });
  const label = name();
  const data = {
    key: newId(),
    labelEn: label,
    labelEs: label,
    groupId,
    phase: "active",
    outcome: "open",
    tone: "blue",
  };
  return (await database().status.create({ data: { ...data, position: 99, ...more } })).id;
};

/** Another lead of the same company and owner. */
const twin = async ({ lead }: Thing) =>
  makeLead(lead?.companyId ?? "", { defaultOwnerId: lead?.ownerId ?? null, contactName: "Ana Perez" });

/** The source as one that is fetched from. */
const pulled = async ({ id }: Thing) => {
  const site = {
    name: "Sitio",
    url: `https://${newId()}.invalid`,
    timeZone: "UTC",
    userName: "u",
    passwordSealed: "",
  };
  const { id: siteId } = await database().site.create({ data: site });
  const data = { kind: "pull", siteId, formId: "3", pullMinutes: 5, pullKind: "predecessor" };
  await database().source.update({ where: { id }, data });
  return id;
};

const mailServer = async () => {
  const data = {
    host: "mail.invalid",
    port: 25,
    security: "none",
    userName: "",
    fromName: "",
    fromAddress: "a@example.test",
    baseUrl: "",
  };
  await database().mailServer.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
  return {};
};

/** One that can't be asked, and gives nobody anything. */
const directory = async (more: Partial<Prisma.DirectoryUncheckedCreateInput>) => {
  await database().directoryRule.deleteMany();
  const at = { host: "127.0.0.1", port: 1, base: "dc=test", bindTemplate: "uid={login},dc=test", reading: "account" };
  const data = { ...NO_DIRECTORY, ...at, passwordSealed: "", ...more };
  await database().directory.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
};

/** One that can't be asked, and gives nobody anything. */
const provider = async (more: Partial<Prisma.IdentityProviderUncheckedCreateInput>) => {
  await database().directoryRule.deleteMany();
  const at = { issuer: "http://127.0.0.1:1", clientId: "leads", secretSealed: sealText("x") };
  const data = { ...NO_PROVIDER, ...at, ...more };
  await database().identityProvider.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
};

/** An admin who comes in by themselves. */
const ownAdmin = async () => {
  const { id } = await makeUser("admin");
  await database().user.update({ where: { id }, data: { passwordHash: "x" } });
};

const passwordOf = async ({ actor }: Scene) => {
  passwordHash ??= hashPassword(PASSWORD);
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: await passwordHash } });
  return PASSWORD;
};

const secondFactor = async (userId: string) => {
  const secret = newSecret();
  const data = { userId, secretSealed: sealText(secret), lastStep: 0, createdAt: new Date() };
  await database().secondFactor.create({ data });
  return secret;
};

/** What the examples of the tables are made of. */
export const make = {
  status: statusId,
  role: roleId,
  newUser,
  name,
  leadType,

  /** Somebody who can own a lead of this company. */
  taker: ({ lead }: Thing, { colleague, stranger, here }: Scene) => {
    const other = lead?.companyId === here.id ? colleague : stranger;
    return lead?.ownerId === other.id ? null : other.id;
  },
  statusChange: async ({ id, lead }: Thing, { actor }: Scene) => {
    const to = await statusId("contacted");
    const answers = { leadId: id, statusId: to, seenStatusId: lead?.statusId ?? "" };
    const { changeId } = await changeStatus(systemCtx("test"), answers);
    await database().leadSpan.update({ where: { id: changeId }, data: { actorId: actor.id } });
    return changeId;
  },
  /** By which its owner got the lead from somebody else. */
  assignment: async ({ id: leadId, lead }: Thing) => {
    const at = new Date();
    const before = { leadId, kind: "owner", value: (await makeUser("employee", [lead?.companyId ?? ""])).id };
    await database().leadSpan.updateMany({ where: { leadId, kind: "owner" }, data: { from: at } });
    await database().leadSpan.create({ data: { ...before, id: newId(), from: new Date(0), to: at } });
    const given = { leadId, ownerId: lead?.ownerId ?? null, method: "by-hand", occurredAt: at };
    return (await database().assignment.create({ data: given })).id;
  },
  attempt: async ({ id }: Thing, { actor }: Scene) => {
    const data = { leadId: id, userId: actor.id, channel: "call", outcome: "pending", occurredAt: new Date() };
    return (await database().contactAttempt.create({ data })).id;
  },
  /** A campaign that this lead alone came by. */
  campaign: async ({ id }: Thing) => {
    const utmCampaign = `campaign ${id}`;
    await database().lead.update({ where: { id }, data: { utmCampaign } });
    return utmCampaign;
  },
  twin,
  /** The same, and one's own. */
  ownTwin: async ({ lead }: Thing, { actor }: Scene) =>
    makeLead(lead?.companyId ?? "", { defaultOwnerId: actor.id, contactName: "Ana Perez" }),
  merge: async (it: Thing) => {
    const input = { survivorId: it.id, otherId: (await twin(it)).id, take: [], seen: { survivor: {}, other: {} } };
    return (await mergeLeads(systemCtx("test"), input)).mergeId;
  },
  pair: async (it: Thing) => {
    const [leadAId = "", leadBId = ""] = [it.id, (await twin(it)).id].sort();
    const data = { leadAId, leadBId, strength: 90, reasons: [], foundAt: new Date() };
    return (await database().duplicatePair.create({ data })).id;
  },
  done: async ({ id }: Thing) => {
    await database().task.update({ where: { id }, data: { doneAt: new Date() } });
    return id;
  },
  removed: async ({ id }: Thing, { actor }: Scene) => {
    const task = await database().task.delete({ where: { id } });
    return sealRemoved({ userId: actor.id, task, nextIds: [] }, new Date());
  },
  feed: async ({ actor }: Scene) => {
    await database().taskFeed.create({ data: { userId: actor.id, tokenHash: newId() } });
    return {};
  },
  upload: async ({ id }: Thing, { actor }: Scene) => {
    const file = await receiveFile({ body: chunks(PNG), said: PNG.byteLength, mostBytes: 10_000 });
    return sealUpload({ leadId: id, userId: actor.id, name: "foto.png", ...file }, new Date());
  },
  file: async ({ id }: Thing, { colleague }: Scene) => {
    const { digest, size, type } = await receiveFile({ body: chunks(PNG), said: null, mostBytes: 10_000 });
    const row = { leadId: id, uploaderId: colleague.id, name: "foto.png", type, size, digest, createdAt: new Date() };
    return (await database().leadFile.create({ data: row })).id;
  },
  withPhoto: async ({ id: userId }: Thing) => {
    const { digest, size, type } = await receiveFile({ body: chunks(PNG), said: null, mostBytes: 10_000 });
    await database().userPhoto.create({ data: { userId, digest, size, type, createdAt: new Date() } });
    return userId;
  },
  fieldKey: async () => {
    const { id } = await field();
    return (await database().customField.findUniqueOrThrow({ where: { id } })).key;
  },
  field,
  filling: async (state: string) => {
    const { id: userId } = await makeUser("admin");
    const data = { fieldId: (await field()).id, name: "Bultos", userId, total: 0, state };
    return (await database().fieldFilling.create({ data })).id;
  },
  tag: async (more: Partial<Prisma.TagCreateInput> = {}) =>
    (await database().tag.create({ data: { name: name(), ...more } })).name,
  service: async (more: Partial<Prisma.ServiceCreateInput> = {}) => {
    const label = name();
    return (await database().service.create({ data: { key: newId(), labelEn: label, labelEs: label, ...more } })).id;
  },
  wordMove: async (state: string) =>
    (await database().wordMove.create({ data: { kind: "tag", from: [name()], to: null, state } })).id,
  target: async () => {
    const data = { name: name(), condition: { all: [] }, respondMinutes: 60 };
    return (await database().responseTarget.create({ data })).id;
  },
  statusTerm,
  statusGroup: async () => (await database().statusGroup.findFirstOrThrow()).id,
  partHolder: async (part: string) => (await database().status.findUnique({ where: { part } }))?.id ?? null,
  retiredStatus: async () =>
    statusTerm({ active: false, successorId: await statusId("quoted"), retiredAt: new Date() }),
  lostReason: async () => {
    const label = name();
    return (await database().lostReason.create({ data: { key: newId(), labelEn: label, labelEs: label } })).id;
  },
  /** Those in use as they stand, and in another order. */
  order: async (table: "status" | "service" | "responseTarget" | "customField") => {
    const found =
      table === "responseTarget"
        ? await database().responseTarget.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] })
        : await ordered(table);
    const seen = found.map(({ id }) => id);
    return { ids: seen.toReversed(), seen };
  },
  calendar,
  holiday: async () => {
    const calendarId = await calendar();
    const { id } = await database().holiday.create({
      data: { calendarId, day: new Date("2031-05-01"), name: "Feria" },
    });
    return { holidayId: id, calendarId };
  },
  leave: async ({ id }: Thing) => {
    const data = { userId: id, from: new Date("2031-05-01"), to: new Date("2031-05-02") };
    return (await database().leave.create({ data })).id;
  },
  /** Nobody who asks is deactivated. */
  deactivated: async ({ id }: Thing, { actor }: Scene) => {
    if (id !== actor.id) await database().user.update({ where: { id }, data: { deactivatedAt: new Date() } });
    return id;
  },
  passwordOf,
  /** Somebody who has set up an app; their sessions go on. */
  withSecondFactor: async ({ id }: Thing) => {
    await secondFactor(id);
    return id;
  },
  /** One's own password and code. */
  proof: async (s: Scene) => {
    const secret = await secondFactor(s.actor.id);
    return { password: await passwordOf(s), code: appCode(secret, new Date()) };
  },
  tagged: async ({ id }: Thing) => {
    await database().lead.updateMany({ where: { id }, data: { tags: ["fríos"] } });
    return id;
  },
  /** A key of one's own. */
  passkey: async ({ actor }: Scene) => {
    const kept = {
      userId: actor.id,
      publicKey: new Uint8Array(8),
      host: "server",
      name: name(),
      createdAt: new Date(),
    };
    return { id: (await database().passkey.create({ data: { id: newId(), ...kept } })).id };
  },
  /** What an authenticator makes of what was asked a moment ago. */
  passkeyAnswer: ({ actor }: Scene) => {
    const { text: challenge, sealed } = newChallenge({ host: "server", userId: actor.id }, new Date());
    const asked = { options: { challenge } as AskingNew["options"] };
    return { challenge: sealed, name: name(), answer: newAuthenticator("https://server:3000").make(asked) };
  },
  /** What is put into an app, and what the app says then. */
  draft: ({ actor }: Scene) => {
    const [secret, now] = [newSecret(), new Date()];
    return { draft: sealDraft({ userId: actor.id, secret, at: now.getTime() }), code: appCode(secret, now) };
  },
  /** A list with one person in it, of this company; only that has the look of an id. */
  peopleList: async (role: string, { id }: Thing) => {
    const { name: company } = await database().company.findUniqueOrThrow({ where: { id } });
    return `nombre,correo,rol,empresas\nNora,${newId().replaceAll("-", "")}@example.test,${role},${company}\n`;
  },
  /** Somebody asked for access, and it waits. */
  request: async () => {
    const asked = { email: `${newId()}@example.test`, firstName: "Nora", lastName: name(), locale: "es" };
    return (await database().accessRequest.create({ data: { ...asked, state: "waiting", createdAt: new Date() } })).id;
  },
  takesNoRequests: async () => {
    await database().organisation.update({ where: { id: 1 }, data: { takesRequests: false } });
    return true;
  },
  otherSession: async ({ actor }: Scene) => {
    await database().session.create({ data: { userId: actor.id, expiresAt: new Date(Date.now() + 3_600_000) } });
    return undefined;
  },
  roleOf: async ({ id }: Thing) => (await database().user.findUniqueOrThrow({ where: { id } })).roleId,
  ownRole: async () => {
    const label = name();
    const permissions = { create: { permission: "lead.read", scope: "own" } };
    return (
      await database().role.create({ data: { key: newId(), nameEn: label, nameEs: label, position: 99, permissions } })
    ).id;
  },
  key: async () => {
    const data = { name: "Programa", prefix: "lm_abcdef", secretHash: newId() };
    return (
      await database().apiKey.create({
        data: { ...data, permissions: { create: { permission: "lead.read", scope: "any" } } },
      })
    ).id;
  },
  webhook,
  webhookDelivery: async () => failedDelivery(await webhook()),
  webhookWithFailed: async () => {
    const id = await webhook();
    await failedDelivery(id);
    return id;
  },
  webhookDeliveryPage: async () => {
    const id = await webhook();
    return `/settings/webhooks/${id}/deliveries/${await failedDelivery(id)}`;
  },
  organisation: async () => (await database().organisation.findUniqueOrThrow({ where: { id: 1 } })).name,
  companyName: async ({ id }: Thing) => (await database().company.findUniqueOrThrow({ where: { id } })).name,
  noDemo: async () => Promise.resolve({}),
  demo: async () => {
    await mutate(systemCtx("test"), async (_tx, emit) => {
      emit(demoStarted, { subjectId: newId(), subjectLabel: "demo", payload: { leads: 0, sources: {} } });
      return Promise.resolve();
    });
    return {};
  },
  /** That kind of what was done. */
  keptForEver: async (kind: string) => {
    await database().auditRetention.deleteMany({ where: { kind } });
    return "0";
  },
  directorySeen: async () => {
    await directory({ on: false });
    return { host: "127.0.0.1" };
  },
  directoryOn: async () => {
    await directory({ on: true });
    return false;
  },
  directoryVersion: async () => {
    await directory({ on: false });
    return "[]";
  },
  /** Nobody listens there. */
  directoryAway: () => directory({ on: true }).then(() => "ana"),
  heldOut: (count: number) => directory({ on: true, heldOut: count }).then(() => ({ count })),
  /** Of one where people are looked up by themselves, beside an admin who comes in without it. */
  directoryAccount: async () => {
    await directory({ on: true, reading: "direct" });
    await ownAdmin();
    return name();
  },
  providerSeen: async () => {
    await provider({ on: false, label: "" });
    return { label: "" };
  },
  providerOn: async () => {
    await provider({ on: true });
    return false;
  },
  providerVersion: async () => {
    await provider({ on: false });
    return "[]";
  },
  /** Nobody listens there. */
  providerAway: async () => {
    await provider({ on: true });
    return undefined;
  },
  providerAccount: async () => {
    await provider({ on: true });
    await ownAdmin();
    return name();
  },
  linked: async ({ id: userId }: Thing) => {
    await database().directoryPerson.create({ data: { userId, linkedAt: new Date() } });
    return userId;
  },
  noMailServer: async () => {
    await database().mailServer.deleteMany();
    return {};
  },
  mailSeen: async () => {
    await mailServer();
    return database().mailServer.findUniqueOrThrow({ where: { id: 1 }, select: { host: true, fromAddress: true } });
  },
  mailServer,
  failedMail: async () => {
    const data = {
      kind: "alert",
      to: "a@example.test",
      subject: "x",
      text: "x",
      html: "x",
      state: "failed",
      createdAt: new Date(),
    };
    return (await database().mail.create({ data })).id;
  },
  rotated: async ({ id }: Thing) => {
    const until = new Date(Date.now() + 3_600_000);
    await database().source.update({ where: { id }, data: { previousTokenUntil: until, previousSecretUntil: until } });
    return id;
  },
  paused: async ({ id }: Thing) => {
    await database().source.update({ where: { id }, data: { active: false } });
    return id;
  },
  sharedRules: async () => (await readRules(database(), null)).version,
  assignmentVersion: async () => (await readAssignment(database())).version,
  pulled,
  pulling: async (it: Thing) => {
    const sourceId = await pulled(it);
    await database().pull.create({ data: { sourceId, startedAt: new Date(), state: "running" } });
    return sourceId;
  },
  ...arrived,
  spamEntry: async () => {
    const value = `${newId()}@example.test`;
    const data = { list: "blocked", kind: "email", value, shown: value, addedAt: new Date(), addedBy: "" };
    return (await database().spamEntry.create({ data })).id;
  },
  processedAt: async (it: Thing) => {
    await arrived.processed(it);
    return it.id;
  },
  genuineReplay: async (it: Thing) => {
    const replayId = await someReplay("done", true);
    const { rulingId } = await arrived.genuine(it);
    const { deliveryId } = await database().spamRuling.findUniqueOrThrow({ where: { id: rulingId } });
    await database().replayItem.create({ data: { replayId, deliveryId, rulingId, before: "spam", step: "done" } });
    return replayId;
  },
  replay: () => someReplay("working", false),
  importIn: async ({ id }: Thing, stage: string, state: string) => {
    await database().import.update({ where: { id }, data: { stage, state } });
    return id;
  },
  importSettings: async ({ actor }: Scene) => ({
    mapping: ["email"],
    ...{
      companyId: actor.companyIds[0] ?? null,
      leadTypeId: await leadType(),
      statusId: await statusId("pending"),
    },
    ...{ ownerId: null, channel: "", subChannel: "", dateOrder: "dmy", timeZone: "UTC", matchBy: ["email"] },
    ...{ onMatch: "fill", overwrite: [], onNew: "create" },
  }),
  runIn: async ({ id }: Thing, state: string) => {
    await database().bulkChange.update({ where: { id }, data: { state } });
    return id;
  },
};

let passwordHash: Promise<string> | undefined;

async function ordered(table: "status" | "service" | "customField"): Promise<{ id: string }[]> {
  const asked = { where: { active: true }, orderBy: [{ position: "asc" as const }, { key: "asc" as const }] };
  if (table === "status") return database().status.findMany(asked);
  if (table === "service") return database().service.findMany(asked);
  return database().customField.findMany(asked);
}

async function someReplay(state: string, genuine: boolean): Promise<string> {
  const { id: askedById } = await makeUser("admin");
  const data = { askedById, askedAt: new Date(), state, genuine, total: 1 };
  return (await database().replay.create({ data })).id;
}
