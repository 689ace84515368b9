import { closeDatabase } from "@/lib/core/db";
import { fieldSamples } from "@/lib/intake/deliveries/queries";
import { settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";

jest.setTimeout(30_000);
afterAll(closeDatabase);

test("a field goes where most of its values went; what was read otherwise is told beside it", async () => {
  const source = await makeSource();
  for (const [at, telefono] of ["11 4321-8765", "11 4321-8766", "de 9 a 18"].entries()) {
    await settled(source.id, { nombre: `Ana ${"BCD".charAt(at)}`, email: `ana${at}@example.com`, telefono });
  }
  const samples = await fieldSamples(ctxOf(await makeUser("admin")), source.id);
  expect(samples.find(({ key }) => key === "telefono")).toStrictEqual({
    key: "telefono",
    target: "phone",
    values: ["11 4321-8766", "11 4321-8765"],
    exceptions: [{ target: "", count: 1, value: "de 9 a 18" }],
  });
  expect(samples.find(({ key }) => key === "email")).toMatchObject({ target: "email", exceptions: [] });
});
