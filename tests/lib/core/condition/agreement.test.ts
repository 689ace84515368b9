import fc from "fast-check";
import { fold } from "@/lib/core/text";
import { openConditionTable, STAGES } from "@/tests/support/condition-table";
import type { Condition, DateValue, Leaf } from "@/lib/core/condition/schema";
import type { SampleRow } from "@/tests/support/condition-table";

const TABLES = fc.sample(fc.nat(), 6);
const [SEED = 0] = TABLES;
const CONDITIONS = 100;
const ROWS = 60;

const ZONES = [
  ...["America/Argentina/Buenos_Aires", "America/Sao_Paulo", "Asia/Kathmandu", "Europe/Madrid", "America/Havana"],
  ...["Australia/Lord_Howe", "Pacific/Apia", "UTC"],
];
// Moments at which clocks change: no midnight, two midnights, a day left out, half an hour, 23 and 25 hours.
const BORDERS = [
  ...["2018-11-04T03:00:00Z", "2018-02-18T02:00:00Z", "2023-11-05T04:00:00Z", "2011-12-30T10:00:00Z"],
  ...["2024-03-31T01:00:00Z", "2024-10-26T22:00:00Z", "2024-04-06T15:00:00Z", "2024-02-29T03:00:00Z"],
].map((text) => Date.parse(text));

const WORDS = [
  ...[
    "Busco trabajo/ Ofrezco",
    "busco trabajo / ofrezco",
    "BUSCO",
    "Muñoz",
    "munoz",
    "İstanbul",
    "istanbul",
    "ıstanbul",
  ],
  ...[
    "Straße",
    "STRASSE",
    "e\u0301",
    "É",
    "a\u00a0b",
    "a\tb",
    "a \n b",
    "100%",
    "100",
    "a_b",
    "axb",
    "a\\b",
    "a*b",
    "a?b",
  ],
  ...[
    "👩‍🚀",
    "👩🚀",
    "ﬁ",
    "fi",
    "Σίσυφος",
    "ΣΊΣΥΦΟΣ",
    "Ёж",
    "еж",
    "' or 1=1 --",
    "$1",
    "{a,b}",
    '"',
    "NULL",
    "ﷺ",
    "한글",
  ],
];
const BLANKS = ["", " ", "\u00a0\t", "\u0301", "\u200b"];

const free = fc.string({ unit: "binary", maxLength: 6 }).map((text) => text.replaceAll("\0", ""));
const words = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: free },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...WORDS), fc.constantFrom(" ", "/", " - ", ", "), free)
      .map((parts) => parts.join("")),
  },
);
const asked = words.filter((text) => fold(text) !== "");
const cut = fc.tuple(asked, fc.nat(4), fc.nat(4)).map(([text, from, length]) => text.slice(from, from + length + 1));
const part = fc.oneof(asked, cut).filter((text) => fold(text) !== "" && !/\p{Surrogate}/u.test(text));
const pattern = fc
  .array(fc.oneof(part, fc.constantFrom("*", "?", "*", "\\")), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""))
  .filter((text) => fold(text) !== "");
const KEYS = ["pending", "Pending", "quoted", "a b", "ñ"];
const USERS = [1, 2, 3].map((n) => `0190aaaa-0000-7000-8000-00000000000${n}`);
const TAGS = ["vip", "Vip", "frío", "a,b", "{x}", '"', "NULL", "it's"];

const moment = fc.oneof(
  fc
    .tuple(fc.constantFrom(...BORDERS), fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -2e8, max: 2e8 })))
    .map(([at, by]) => at + by),
  fc.integer({ min: Date.UTC(2005), max: Date.UTC(2035) }),
);
const iso = moment.map((at) => new Date(at).toISOString());
const day = iso.map((text) => text.slice(0, 10));
const relative = fc.record({
  relative: fc.record({
    unit: fc.constantFrom("minute", "hour", "day", "week", "month", "year"),
    offset: fc.integer({ min: -40, max: 10 }),
    count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  }),
});
const dateValue: fc.Arbitrary<DateValue> = fc.oneof(day, iso, relative);
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 8 }),
  fc.constantFrom(2.5, 0.1, -0, 1e30, -1e30, 2 ** 53, 2 ** 31),
  fc.integer({ min: -300, max: 300 }).map((n) => n / 100),
);

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4 });
const rows: fc.Arbitrary<SampleRow[]> = fc
  .array(
    fc.record({
      id: fc.constant(0),
      name: orNull(fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: fc.constantFrom(...BLANKS) })),
      note: orNull(fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: fc.constantFrom(...BLANKS) })),
      score: orNull(fc.integer({ min: -3, max: 8 })),
      amount: orNull(
        fc.oneof(
          fc.integer({ min: -300, max: 300 }).map((n) => n / 100),
          fc.integer({ min: -3, max: 8 }),
        ),
      ),
      created: orNull(iso),
      due: orNull(day),
      status: orNull(fc.constantFrom(...KEYS, "")),
      stage: orNull(fc.constantFrom(...STAGES)),
      owner: orNull(fc.constantFrom(...USERS)),
      source: orNull(fc.constantFrom(...KEYS)),
      active: orNull(fc.boolean()),
      tags: orNull(fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 })),
      ownText: orNull(fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: fc.constantFrom(...BLANKS) })),
      ownNumber: orNull(fc.integer({ min: -300, max: 300 }).map((n) => n / 100)),
      ownDay: orNull(day),
      ownFlag: orNull(fc.boolean()),
      ownChoice: orNull(fc.constantFrom(...STAGES)),
      ownChoices: orNull(fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 })),
    }),
    { minLength: ROWS, maxLength: ROWS },
  )
  .map((list) => list.map((row, index) => ({ ...row, id: index + 1 })));

const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });
const ask = (fields: string[], ops: Leaf["op"][], value: fc.Arbitrary<Exclude<Leaf["value"], undefined>>) =>
  fc.record({ field: fc.constantFrom(...fields), op: fc.constantFrom(...ops), value });
const everyField = [
  "name",
  "note",
  "score",
  "amount",
  "created",
  "due",
  "status",
  "stage",
  "owner",
  "source",
  "active",
  "tags",
  "ownText",
  "ownNumber",
  "ownDay",
  "ownFlag",
  "ownChoice",
  "ownChoices",
];
const users = fc.constantFrom(...USERS, "@me", ...USERS.map((user) => user.toUpperCase()));

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ field: fc.constantFrom(...everyField), op: fc.constantFrom("isEmpty", "isNotEmpty") }),
  ask(["name", "note", "ownText"], ["is", "isNot"], asked),
  ask(["name", "note", "ownText"], ["contains", "notContains", "startsWith"], part),
  ask(["name", "note", "ownText"], ["matches"], pattern),
  ask(["name", "note", "ownText"], ["in", "notIn"], few(asked)),
  ask(["score", "amount", "ownNumber"], ["is", "isNot", "lt", "lte", "gt", "gte"], numbers),
  ask(["score", "amount", "ownNumber"], ["in", "notIn"], few(numbers)),
  ask(
    ["score", "amount", "ownNumber"],
    ["between"],
    fc.tuple(numbers, numbers).map((both) => [...both]),
  ),
  ask(["created", "due", "ownDay"], ["on", "before", "after", "onOrBefore", "onOrAfter"], dateValue),
  ask(
    ["created", "due", "ownDay"],
    ["between"],
    fc.tuple(dateValue, dateValue).map((both) => [...both]),
  ),
  ask(["status", "source"], ["is", "isNot"], fc.constantFrom(...KEYS)),
  ask(["status", "source"], ["in", "notIn"], few(fc.constantFrom(...KEYS))),
  ask(["stage", "ownChoice"], ["is", "isNot"], fc.constantFrom(...STAGES, "gone")),
  ask(["stage", "ownChoice"], ["in", "notIn"], few(fc.constantFrom(...STAGES, "gone"))),
  ask(["owner"], ["is", "isNot"], users),
  ask(["owner"], ["in", "notIn"], few(users)),
  ask(["active", "ownFlag"], ["is", "isNot"], fc.boolean()),
  ask(["tags", "ownChoices"], ["hasAny", "hasAll", "hasNone"], few(fc.constantFrom(...TAGS))),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leaf,
    fc.record({ not: tie("condition") }),
    fc.record({ all: few(tie("condition")) }),
    fc.record({ any: few(tie("condition")) }),
  ),
}));
const options = fc.record({
  now: moment.map((at) => new Date(at)),
  timeZone: fc.constantFrom(...ZONES),
  me: fc.option(fc.constantFrom(...USERS), { nil: undefined }),
});

let table: Awaited<ReturnType<typeof openConditionTable>>;
beforeAll(async () => {
  table = await openConditionTable();
});
afterAll(() => table.close());

const isTelling = (found: number[], ids: number[]) => found.length > 0 && found.length < ids.length;

async function refill(seed: number): Promise<number[]> {
  const [list = []] = fc.sample(rows, { numRuns: 1, seed });
  await table.fill(list);
  return list.map((row) => row.id);
}

test.each(TABLES)("both readers find the same rows, whatever the condition (rows %d)", async (seed) => {
  const ids = await refill(seed);
  let telling = 0;
  const agree = fc.asyncProperty(condition, options, async (tree, at) => {
    const found = await table.inSql(tree, at);
    expect(table.inMemory(tree, at)).toStrictEqual(found);
    telling += Number(isTelling(found, ids));
  });
  await fc.assert(agree, { numRuns: CONDITIONS });
  // Agreement on nothing at all, or on everything, would prove little.
  expect(telling).toBeGreaterThan(CONDITIONS / 4);
});

test.each(everyField)("every question to %s and its opposite share the rows out, in both readers", async (field) => {
  const ids = await refill(SEED);
  const agree = fc.asyncProperty(
    leaf.filter((one) => one.field === field),
    options,
    async (tree, at) => {
      const found = await table.inSql(tree, at);
      const opposite = await table.inSql({ not: tree }, at);
      expect(table.inMemory(tree, at)).toStrictEqual(found);
      expect(table.inMemory({ not: tree }, at)).toStrictEqual(opposite);
      expect([...found, ...opposite].sort((a, b) => a - b)).toStrictEqual(ids);
    },
  );
  await fc.assert(agree, { numRuns: 40 });
});
