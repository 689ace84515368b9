import { understand } from "@/lib/intake/understand";
import { expectedOf, filesIn, fixture, requestFrom } from "@/tests/support/wordpress";

const cases = filesIn("cases", ".http").filter((name) => !name.startsWith("pull-"));

test.each(cases)("understands %s as its expected result says", (name) => {
  const { source, understood } = expectedOf(name);
  const found = understand(requestFrom(fixture("cases", name)), source);
  expect(found).toHaveLength(1);
  expect(found).toMatchObject([understood]);
});

test("knows nothing of a case that another source's mapping would tell", () => {
  const { source } = expectedOf("forminator-all.http");
  const [found] = understand(requestFrom(fixture("cases", "forminator-all.http")), { ...source, mapping: {} });
  expect(found).toMatchObject({ service: "transporte", extra: { hidden_1: "google" } });
});
