import { MAX_ENTRIES } from "@/lib/intake/body";
import { understand } from "@/lib/intake/understand";
import { send, SITE } from "@/tests/support/wordpress";

const ana = { nombre: "Ana Ruiz", mail: "ana@r.test", mensaje: "Con {llaves} y } sueltas" };
const luis = { nombre: "Luis Paz", mail: "luis@r.test" };
const [one, two] = [JSON.stringify(ana), JSON.stringify(luis)];
const read = (body: string) => understand(send({ body }), SITE);
const mails = (body: string) => read(body).map(({ email }) => email);

test.each<[string, string]>([
  ["one behind the other", one + two],
  ["one in each line", `${one}\n${two}\n`],
  ["with commas and Windows' line ends", `${one},\r\n${two},\r\n`],
  ["over several lines", `${JSON.stringify(ana, null, 2)}\n${JSON.stringify(luis, null, 2)}`],
  ["as a text sequence", `\u001e${one}\n\u001e${two}\n`.slice(1)],
  ["a list behind a list", `[${one}][${two}]`],
])("several JSON texts in a request are as many people: %s", (_, body) => {
  expect(read(body)).toMatchObject([
    { kind: "lead", name: "Ana Ruiz", email: "ana@r.test", message: ana.mensaje, problems: [] },
    { kind: "lead", name: "Luis Paz", email: "luis@r.test", problems: [] },
  ]);
});

test("of lines of which one is broken, that one is pieced together, and the request says so", () => {
  const items = read(`${one}\n{"nombre":"Pedro "Pepe" Gil","mail":"pedro@r.test"}\n${two}`);
  expect(items.map(({ email }) => email)).toStrictEqual(["ana@r.test", "pedro@r.test", "luis@r.test"]);
  for (const item of items) expect(item).toMatchObject({ kind: "lead_partial", reason: "broken_json" });
});

test.each<[string, string]>([
  ["one whose words look like two", '{"nombre":"Ana "A" Ruiz","mail":"ana@r.test","mensaje":"}{"}'],
  ["one with words behind it", `${one} y nada más {`],
  ["one that is cut off", '{"nombre":"Ana Ruiz","mail":"ana@r.test","mensaje":"Ho'],
])("what isn't several stays one that is broken: %s", (_, body) => {
  expect(read(body)).toMatchObject([{ email: "ana@r.test", kind: "lead_partial", reason: "broken_json" }]);
});

test("there is a bound, and it is said that there were more", () => {
  const items = read("{}".repeat(MAX_ENTRIES + 50) + one);
  expect(items).toHaveLength(MAX_ENTRIES);
  expect(items[0]?.problems).toContain("too_many_entries");
  expect(mails(one + one)).toHaveLength(2);
});
