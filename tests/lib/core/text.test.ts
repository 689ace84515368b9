import fc from "fast-check";
import { fold, shortened, visible } from "@/lib/core/text";
import { openScratchSchema } from "@/tests/support/scratch-schema";

const EQUAL: [string, string][] = [
  ["Busco trabajo/ Ofrezco productos o servicios", "busco  trabajo / ofrezco PRODUCTOS o servicios"],
  ["Muñoz", "munoz"],
  ["Mun\u0303oz", "MUÑOZ"],
  ["Razón\u00a0Social", "razon social"],
  ["a\tb\r\nc", "a b c"],
  ["  Av. Córdoba , 1234 ", "av.cordoba,1234"],
  ["Straße", "STRASSE"],
  ["STRAẞE", "strasse"],
  ["İstanbul", "istanbul"],
  ["Diyarbakır", "DIYARBAKIR"],
  ["Æsir Ørsted Łódź Œuvre", "aesir orsted lodz oeuvre"],
  ["ΣΊΣΥΦΟΣ", "σίσυφος"],
  ["ЁЖ", "еж"],
  ["ＡＢＣ １２３", "abc 123"],
  ["ﬁn", "fin"],
  ["“hola” – d’Or", '"hola"-d\'or'],
  ["👩\u200d🚀", "👩🚀"],
  ["n\u00ba 5", "no 5"],
  ["zero\u200bwidth", "zerowidth"],
  ["\u00a0\t\u0301", ""],
];

const DIFFERENT: [string, string][] = [
  ["busco trabajo", "buscotrabajo"],
  ["a+b", "a + b"],
  ["año", "annio"],
  ["🚚", "🚛"],
  ["100%", "100"],
];

test.each(EQUAL)("%j and %j are the same text", (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

test.each(DIFFERENT)("%j and %j are different texts", (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});

let scratch: Awaited<ReturnType<typeof openScratchSchema>>;
beforeAll(async () => {
  scratch = await openScratchSchema("fold");
});
afterAll(() => scratch.close());

async function foldedBySql(texts: string[]): Promise<string[]> {
  const sql = "select fold(t) as folded from unnest($1::text[]) with ordinality as u(t, n) order by n";
  const { rows } = await scratch.pool.query<{ folded: string }>(sql, [texts]);
  return rows.map((row) => row.folded);
}

/** Every character but those of private and unassigned planes, which have nothing to fold. */
function everyCharacter(): string[] {
  const codes = Array.from({ length: 0xe0200 }, (_, index) => index).slice(1);
  const isKept = (code: number) => code < 0xd800 || (code > 0xdfff && code < 0x32000) || code >= 0xe0000;
  return codes.filter(isKept).map((code) => String.fromCodePoint(code));
}

test("the database folds every character there is as the program does", async () => {
  // Each stands among marks that could change places with it; several in one text, as calls are what takes time.
  const parts = everyCharacter().map((character) => `${character}\u0345${character}\u0334 `);
  const texts = Array.from({ length: Math.ceil(parts.length / 6) }, (_, n) => parts.slice(6 * n, 6 * n + 6).join("A"));
  expect(texts.length).toBeGreaterThan(30_000);
  expect(await foldedBySql(texts)).toStrictEqual(texts.map(fold));
}, 60_000);

const bits = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(...EQUAL.flat(), ...DIFFERENT.flat()),
  fc.constantFrom(
    " ",
    "\t",
    "\n",
    "\u00a0",
    "\u2003",
    "/",
    "-",
    ",",
    ".",
    ";",
    ":",
    "\u0301",
    "\u0327",
    "\ufe0f",
    "ß",
    "İ",
    "ñ",
  ),
);
const anyText = fc.array(bits, { maxLength: 12 }).map((parts) => parts.join("").replaceAll("\0", ""));

test("the database folds any text as the program does", async () => {
  const texts = fc.sample(anyText, 5000);
  expect(await foldedBySql(texts)).toStrictEqual(texts.map(fold));
});

test("folding twice changes nothing, and leaves no case, doubled or outer white space", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const folded = fold(text);
      expect(fold(folded)).toBe(folded);
      expect(folded).not.toMatch(/[A-ZÁÉÍÓÚÑ\t\n\u00a0]|^\s|\s$|\s\s| [-/,.;:]|[-/,.;:] /u);
    }),
  );
});

test("nothing stays nothing in the database", async () => {
  const { rows } = await scratch.pool.query("select fold(null) is null as missing, fold(' ') as blank");
  expect(rows).toStrictEqual([{ missing: true, blank: "" }]);
});

test.each([
  ["Ana\u202E zeuQ\u202C", "Ana zeuQ"],
  ["\u2066Intra\u200Blog\u2069\uFEFF", "Intralog"],
  ["A\u200Dna \u200D", "Ana "],
  ["👩\u200D💻 👨\u200D👩\u200D👧 🏳️\u200D🌈 👩🏽\u200D🔧", "👩\u200D💻 👨\u200D👩\u200D👧 🏳️\u200D🌈 👩🏽\u200D🔧"],
  ["José Muñoz 日本 العربية", "José Muñoz 日本 العربية"],
])("of %j everybody sees %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each([
  ["Hola", 4, "Hola"],
  ["Hola mundo", 5, "Hola…"],
  ["👩👨👧", 3, "👩👨👧"],
  ["👩👨👧👶", 3, "👩👨👧…"],
])("of %j at most %d letters are said, and that it goes on: %j", (text, most, said) => {
  expect(shortened(text, most)).toBe(said);
});
