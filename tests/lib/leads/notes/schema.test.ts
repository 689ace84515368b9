import {
  LONGEST_NOTE,
  addNoteInput,
  mentionsIn,
  noteText,
  storedNote,
  tooLongNote,
  typedNote,
} from "@/lib/leads/notes/schema";

const ANA = { id: "00000000-0000-7000-8000-000000000001", label: "Ana" };
const ANA_PEREZ = { id: "00000000-0000-7000-8000-000000000002", label: "Ana Pérez (a.perez)" };

test.each([
  ["Hi @Ana, call", [ANA], `Hi @{${ANA.id}}, call`],
  ["Hi @Ana Pérez (a.perez) and @Ana", [ANA, ANA_PEREZ], `Hi @{${ANA_PEREZ.id}} and @{${ANA.id}}`],
  ["@Anabel isn't @Ana", [ANA], `@Anabel isn't @{${ANA.id}}`],
  ["write to ana@Ana.test", [], "write to ana@Ana.test"],
  ["@Ana", [], "@Ana"],
])("%j is stored by id", (typed, picked, stored) => {
  expect(storedNote(typed, picked)).toBe(stored);
});

test("what is stored is edited by name and stored the same again, also with two of one name", () => {
  const stored = `@{${ANA.id}} and @{${ANA_PEREZ.id}}, again @{${ANA.id}}`;
  const { typed, picked } = typedNote(stored, { [ANA.id]: "Ana", [ANA_PEREZ.id]: "Ana" });
  expect(typed).toBe("@Ana and @Ana (2), again @Ana");
  expect(storedNote(typed, picked)).toBe(stored);
});

test("only whole ids are people", () => {
  expect(mentionsIn(`@{${ANA.id}} @{no} @{${ANA.id}} {${ANA_PEREZ.id}}`)).toStrictEqual([ANA.id]);
  expect(noteText(`@{${ANA.id}}`, {})).toBe("@…");
});

test("a note of a hundred pages is kept whole; a longer one is refused, never cut", () => {
  const hundredPages = "línea ".repeat(60_000);
  const whole = addNoteInput.safeParse({ leadId: ANA.id, body: `${hundredPages}fin` });
  expect(whole.data?.body).toBe(`${hundredPages}fin`);
  expect(tooLongNote(hundredPages)).toBeUndefined();
  const more = "x".repeat(LONGEST_NOTE + 1);
  expect(tooLongNote(more)).toBe(`tooLong ${LONGEST_NOTE} ${LONGEST_NOTE + 1}`);
  expect(addNoteInput.safeParse({ leadId: ANA.id, body: more }).success).toBe(false);
});

test("a note has words or files", () => {
  const note = { leadId: ANA.id, body: "  \u200b " };
  expect(addNoteInput.safeParse(note).error?.issues).toMatchObject([{ path: ["body"], message: "required" }]);
  expect(addNoteInput.safeParse({ ...note, uploads: ["x"] }).success).toBe(true);
  expect(addNoteInput.safeParse({ ...note, uploads: Array(11).fill("x") }).success).toBe(false);
});
