import { database } from "@/lib/core/db";
import { makeCompany, makeLead } from "@/tests/support/house";

const textOf = (leadId: string) => database().leadText.findUnique({ where: { leadId } });

test("a lead's texts follow it: made with it, changed with it, gone with it", async () => {
  const { id: companyId } = await makeCompany();
  const { id, number } = await makeLead(companyId, { contactName: "Íñigo Ñandú", firm: "Ñ".repeat(300) });
  const made = await textOf(id);
  expect(made?.contactNameKey).toBe("inigo nandu");
  expect(made?.firmKey).toHaveLength(100);
  expect(made?.searchText).toContain(`l-${number}`);

  await database().lead.update({ where: { id }, data: { contactNameKey: "otra ana", searchText: "otra ana" } });
  expect(await textOf(id)).toMatchObject({ contactNameKey: "otra ana", searchText: "otra ana" });
  expect((await textOf(id))?.likeText).toMatch(/^otra ana n/);

  await database().lead.delete({ where: { id } });
  expect(await textOf(id)).toBeNull();
});

test("a change that no text takes part in leaves them as they are", async () => {
  const { id } = await makeLead((await makeCompany()).id);
  const version = async () => {
    const rows = await database().$queryRaw<{ at: string }[]>`
      select xmin::text || ctid::text as at from "LeadText" where "leadId" = ${id}::uuid`;
    return rows[0]?.at;
  };
  const before = await version();
  await database().lead.update({ where: { id }, data: { touchCount: 7, lastActivityAt: new Date() } });
  expect(await version()).toBe(before);
  await database().lead.update({ where: { id }, data: { pageUrl: "https://example.test/otra" } });
  expect(await version()).not.toBe(before);
});

test("the words of names, firms and mails are known once, without signs and digits", async () => {
  const { id: companyId } = await makeCompany();
  const words = async (word: string) => database().likeWord.count({ where: { word } });
  const { id } = await makeLead(companyId, {
    ...{ contactName: "Ñuflo-Xóchitl", firm: "Zyxwv 24 S.A.", email: "nuflo77@zyxwv.example", message: "Qwrtzp" },
  });
  expect(await Promise.all(["nuflo", "xochitl", "zyxwv", "qwrtzp", "nuflo77", "24"].map(words))).toStrictEqual([
    1, 1, 1, 0, 0, 0,
  ]);
  await makeLead(companyId, { contactName: "Ñuflo" });
  expect(await words("nuflo")).toBe(1);
  await database().lead.update({ where: { id }, data: { firmKey: "vwxyzz" } });
  expect(await words("vwxyzz")).toBe(1);
});
