import fs from "node:fs";
import { forgetServing, noteServing } from "@/lib/core/serving";
import { reached } from "@/scripts/admin/reached";
import { ownDataFolder } from "@/tests/support/database-switch";

const folder = ownDataFolder();
afterAll(() => {
  delete process.env["PUBLIC_URL"];
  fs.rmSync(folder, { recursive: true });
});

test("the address of the server on these data is told; PUBLIC_URL wins; what is assumed is said to be", () => {
  const { url, assumed, remark } = reached("/welcome/x");
  expect(url).toMatch(/^http:\/\/localhost:\d+\/welcome\/x$/);
  expect(assumed).toBe(true);
  expect(remark.join()).toMatch(/No running server is known here, so http:\/\/localhost:\d+ is assumed/);
  noteServing(folder, "http://localhost:4671");
  expect(reached("/x")).toStrictEqual({ url: "http://localhost:4671/x", assumed: false, remark: [] });
  process.env["PUBLIC_URL"] = "https://leads.example.com";
  expect(reached("/x")).toStrictEqual({ url: "https://leads.example.com/x", assumed: false, remark: [] });
  delete process.env["PUBLIC_URL"];
  forgetServing(folder);
  expect(reached("/x").assumed).toBe(true);
});
