import { mangled, randomFrom, wholesome } from "@/scripts/chaos/mangle";

const from = wholesome("tests/fixtures/wordpress");

test("the same seed mangles the same way, another another", () => {
  const run = (seed: number) => {
    const random = randomFrom(seed);
    return Array.from({ length: 200 }, () => mangled(from, random));
  };
  expect(run(7)).toStrictEqual(run(7));
  expect(run(7)).not.toStrictEqual(run(8));
});

test("no token and no length of another connection is in what is sent", () => {
  expect(from.length).toBeGreaterThan(30);
  for (const { headers } of from) {
    expect(Object.keys(headers)).not.toContain("authorization");
    expect(Object.keys(headers)).not.toContain("content-length");
  }
});
