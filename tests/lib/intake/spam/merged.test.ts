import { closeDatabase } from "@/lib/core/db";
import { markSpam } from "@/lib/intake/spam/commands";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";
import { rowOf, twoEntries } from "@/tests/support/merging";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const OLD = "11 4788-0001";
const NEW = "11 4788-7777";
const OWN = "11 4321-1000";

describe("a correction that is spam, of a lead that was merged", () => {
  const dispute = async () => {
    const made = await twoEntries({ telefono: OWN }, { telefono: OLD });
    const part = await made.merge(["phone"]);
    const { id } = await made.sayB({ telefono: NEW });
    const phones = async () => [(await rowOf(made.idA))["phone"], (await rowOf(made.idB))["phone"]];
    const mark = async () => {
      const { rulingId } = await markSpam(made.ctx, { deliveryId: id, block: [] });
      return { rulingId: String(rulingId) };
    };
    return { ...made, id, part, phones, mark };
  };

  test("before both are parted goes with neither, and if it was none with the one it is of", async () => {
    const { ctx, idA, part, phones, mark } = await dispute();
    const said = await mark();
    expect((await rowOf(idA))["phone"]).toBe(OLD);
    await part();
    expect(await phones()).toStrictEqual([OWN, OLD]);
    await takeBackRuling(ctx, said);
    expect(await phones()).toStrictEqual([OWN, NEW]);
  });

  test("after both are parted is taken back from the one that it is of", async () => {
    const { ctx, part, phones, mark } = await dispute();
    await part();
    const said = await mark();
    expect(await phones()).toStrictEqual([OWN, OLD]);
    await takeBackRuling(ctx, said);
    expect(await phones()).toStrictEqual([OWN, NEW]);
  });

  test("and was none before both are parted goes with the one that it is of", async () => {
    const { ctx, part, phones, mark } = await dispute();
    await takeBackRuling(ctx, await mark());
    await part();
    expect(await phones()).toStrictEqual([OWN, NEW]);
  });

  test("before its lead is merged and none while it is, goes with the one that it is of", async () => {
    const { ctx, sayB, idA, idB, merge } = await twoEntries({ telefono: OWN }, { telefono: OLD, Bultos: "2" });
    const { id } = await sayB({ telefono: NEW, Bultos: "3" });
    const { rulingId } = await markSpam(ctx, { deliveryId: id, block: [] });
    expect(await rowOf(idB)).toMatchObject({ phone: OLD, extra: { Bultos: "2" } });
    const part = await merge(["phone"]);
    await takeBackRuling(ctx, { rulingId: String(rulingId) });
    expect(await rowOf(idA)).toMatchObject({ phone: NEW, extra: { Bultos: "3" } });
    expect((await part()).kept).toStrictEqual([]);
    expect(await rowOf(idA)).toMatchObject({ phone: OWN, extra: {} });
    expect(await rowOf(idB)).toMatchObject({ phone: NEW, extra: { Bultos: "3" } });
  });
});
