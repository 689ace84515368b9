import fs from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { companionZip } from "@/lib/intake/companion/queries";
import { ctxOf, makeUser } from "@/tests/support/house";
import { PLUGIN } from "@/tests/support/companion";

test("the plugin comes as WordPress takes it: one folder with its file, as it is here", async () => {
  const zip = unzipSync(await companionZip(ctxOf(await makeUser("admin"))));
  const files = Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)]);
  expect(files).toStrictEqual([["leads-manager/leads-manager.php", fs.readFileSync(PLUGIN, "utf8")]]);
});

test("whoever doesn't manage intake gets none", async () => {
  await expect(companionZip(ctxOf(await makeUser("manager")))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
