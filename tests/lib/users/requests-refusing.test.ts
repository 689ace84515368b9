import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { refuseRequests } from "@/lib/users/requests/deciding/commands";
import { waitingRequests } from "@/lib/users/requests/queries";
import { refuseRequestsInput } from "@/lib/users/requests/schema";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";

beforeEach(async () => {
  await database().accessRequest.deleteMany();
});

async function waiting(more: { state?: string; sender?: string } = {}): Promise<string> {
  const person = { email: `${newId()}@example.test`, firstName: "Nora", locale: "es" };
  const { id } = await database().accessRequest.create({
    data: { ...person, state: "waiting", createdAt: new Date(), ...more },
  });
  return id;
}

const stateOf = async (id: string) => (await database().accessRequest.findUniqueOrThrow({ where: { id } })).state;
const toldOf = (ids: string[]) =>
  database().event.findMany({ where: { subjectId: { in: ids } }, select: { name: true, subjectId: true } });

test("many are refused in one press, each with its event; the others wait on", async () => {
  const manager = ctxOf(await makeUser("manager", [(await makeCompany()).id]));
  const [first, second, other] = [await waiting(), await waiting(), await waiting()];
  await expect(refuseRequests(manager, { requestIds: [first, second, first] })).resolves.toStrictEqual({
    refused: 2,
    missed: 0,
  });
  expect([await stateOf(first), await stateOf(second), await stateOf(other)]).toStrictEqual([
    "refused",
    "refused",
    "waiting",
  ]);
  const told = await toldOf([first, second, other]);
  expect(told.map(({ name }) => name)).toStrictEqual(["accessRequest.refused", "accessRequest.refused"]);
  expect(new Set(told.map(({ subjectId }) => subjectId))).toStrictEqual(new Set([first, second]));
});

test("what somebody decided first, nobody confirmed or doesn't exist stays as it is, and is counted", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const [open, approved, unconfirmed] = [
    await waiting(),
    await waiting({ state: "approved" }),
    await waiting({ state: "unconfirmed" }),
  ];
  const requestIds = [open, approved, unconfirmed, newId()];
  await expect(refuseRequests(admin, { requestIds })).resolves.toStrictEqual({ refused: 1, missed: 3 });
  expect([await stateOf(approved), await stateOf(unconfirmed)]).toStrictEqual(["approved", "unconfirmed"]);
  await expect(refuseRequests(admin, { requestIds })).rejects.toMatchObject({ details: { reason: "requestDecided" } });
  expect(await toldOf(requestIds)).toHaveLength(1);
});

test("an employee refuses none, and more than are kept are no list", async () => {
  const employee = ctxOf(await makeUser("employee", [(await makeCompany()).id]));
  const id = await waiting();
  await expect(refuseRequests(employee, { requestIds: [id] })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await stateOf(id)).toBe("waiting");
  const many = (count: number) => refuseRequestsInput.safeParse({ requestIds: Array.from({ length: count }, newId) });
  expect([0, 1, 500, 501].map((count) => many(count).success)).toStrictEqual([false, true, true, false]);
});

test("those of one network are told by one number, without saying which; of an unknown one they aren't told together", async () => {
  const admin = ctxOf(await makeUser("admin"));
  for (const sender of ["flood", "home", "flood", "office", "", "", "office"]) await waiting({ sender });
  const networks = (await waitingRequests(admin)).map(({ network }) => network);
  expect(networks).toStrictEqual([0, null, 0, 1, null, null, 1]);
});
