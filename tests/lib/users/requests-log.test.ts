import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { sendForgottenLink } from "@/lib/users/forgotten/commands";
import { askForAccess, confirmRequest, receiveRequest } from "@/lib/users/requests/commands";
import { accessAskedJob } from "@/lib/users/requests/jobs";
import { makeUser } from "@/tests/support/house";
import { setUpMail, tokenTo } from "@/tests/support/letters";
import { AT_HOME } from "@/tests/support/people";

const visitor = systemCtx("visitor");
const from = (address: string) => ({ via: "door", address, userAgent: "Firefox" }) as const;

async function originOf(name: string, subjectId: string) {
  const event = await database().event.findFirstOrThrow({ where: { name, subjectId } });
  return database().origin.findUnique({ where: { id: event.originId ?? newId() } });
}

async function ask(ctx: typeof visitor) {
  const email = `${newId()}@example.test`;
  const input = { firstName: "Nora", lastName: "Nueva", email, message: "", locale: "es" as const };
  await askForAccess(ctx, input, { ...AT_HOME, address: "192.0.2.90" });
  const [job] = await database().$queryRawUnsafe<{ data: object }[]>(
    `select data from pgboss.job where name = 'users.accessAsked' order by created_on desc limit 1`,
  );
  await receiveRequest(accessAskedJob.payload.parse(job?.data));
  return database().accessRequest.findFirstOrThrow({ where: { email } });
}

beforeEach(async () => {
  await setUpMail();
  const organisation = { name: "Test", setUpAt: new Date(), takesRequests: true };
  await database().organisation.upsert({ where: { id: 1 }, create: { id: 1, ...organisation }, update: organisation });
});

test("asking for access and confirming it stand in the log with where each came from, and the request says none of it", async () => {
  const request = await ask({ ...visitor, from: from("192.0.2.90") });
  await expect(originOf("accessRequest.asked", request.id)).resolves.toMatchObject(from("192.0.2.90"));
  const token = await tokenTo(request.email, "request");
  await confirmRequest({ ...visitor, from: from("192.0.2.91") }, { token });
  await expect(originOf("accessRequest.confirmed", request.id)).resolves.toMatchObject(from("192.0.2.91"));
  expect(JSON.stringify(request)).not.toContain("192.0.2.9");
});

test("one that was queued before its place was told is kept all the same, from nowhere", async () => {
  const request = await ask(visitor);
  await expect(originOf("accessRequest.asked", request.id)).resolves.toBeNull();
});

test("a forgotten password's link stands in the log with where it was asked from", async () => {
  const { id, email } = await makeUser("employee");
  await sendForgottenLink({ email, address: "192.0.2.92", userAgent: "Firefox", requestId: "test" });
  await expect(originOf("user.linkAsked", id)).resolves.toMatchObject(from("192.0.2.92"));
});
