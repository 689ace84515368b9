import { contentHash } from "@/lib/intake/content-hash";
import { withCuts } from "@/lib/intake/processing/arrival";
import { sameKey } from "@/lib/intake/same-key";
import { suspicions } from "@/lib/intake/spam/verdict";
import { textKey } from "@/lib/intake/spam/text-key";
import { understand } from "@/lib/intake/understand";
import { form, json, send, SITE } from "@/tests/support/wordpress";
import type { RawRequest } from "@/lib/intake/schema";

jest.setTimeout(240_000);

const MUCH = 300_000;
/** Many small values cost more each, and show as much in fewer. */
const SOME = 100_000;
const fill = (repeat: string, size: number) => repeat.repeat(Math.ceil(size / repeat.length)).slice(0, size);

/** Nothing that a pattern stumbles over: words with spaces and line ends. */
const HARMLESS = "necesitamos mover pallets\n";

const REPEATS = [
  ...[
    ":a",
    "http://",
    "http://x ",
    "<a ",
    "<a><![CDATA[",
    "((((",
    " ",
    " \t",
    "a@a",
    "@",
    "a@a.",
    "--",
    "0",
    "0 ",
    "+5",
  ],
  ...["=", "= ", "&", ";", ",", ", ", " ,", "]", "[", "{", '{"', '",', "\\", '\\"', "||", "|| ", "\n", ": \n", ":\n:"],
  ...["a", "á", "A ", "no ", "nombre o ", "a.", ".", "!", "::", "/", "1/", "1.", "12:", "%", "%4", "\u200d", "'", "*"],
];

/** Fields of these kinds, together as long, with a sign behind each that fits nothing. */
const fieldsOf = (repeat: string) =>
  ["Cantidad de pallets", "Mensaje", "E-mail", "Teléfono", "Servicio", "Archivo", "Nombre", "Empresa", "Página"].map(
    (label): [string, string] => [label, `https://x${fill(repeat, MUCH / 18)}\u00a1`],
  );
const startingAnew = (repeat: string) =>
  fieldsOf(repeat).map(([label]): [string, string] => [label, `${fill(repeat, MUCH / 9)}\u00a1`]);
const short = (repeat: string, length: number) =>
  Array.from({ length: Math.floor(SOME / length) }, (_, index): [string, string] => [
    `${["servicio", "telefono", "mail", "nombre", "fecha"][index % 5] ?? ""} ${index}`,
    `${fill(repeat, length - 20)}\u00a1`,
  ]);

const object = (pairs: [string, string][]) => Object.fromEntries(pairs);

const PLACES: Record<string, (repeat: string) => RawRequest> = {
  "values of a JSON": (repeat) => json(object(fieldsOf(repeat))),
  "values from their start": (repeat) => json(object(startingAnew(repeat))),
  "short values": (repeat) => json(object(short(repeat, 110))),
  "middling values": (repeat) => json(object(short(repeat, 480))),
  "values of a form": (repeat) => form(startingAnew(repeat)),
  labels: (repeat) => json(object(fieldsOf(repeat).map(([label, value]) => [value + label, "x"]))),
  "many labels": (repeat) => json(object(short(repeat, 190).map(([label, value]) => [value + label, "x"]))),
  "a file's content": (repeat) => json({ archivo: { filename: "a.pdf", content: `${fill(repeat, MUCH)}\u00a1` } }),
  text: (repeat) => send({ headers: { "content-type": "text/plain" }, body: `${fill(repeat, MUCH)}\u00a1` }),
  "a text's value": (repeat) =>
    send({ headers: { "content-type": "text/plain" }, body: `Nombre: ${fill(repeat, MUCH)}\u00a1` }),
  XML: (repeat) => send({ headers: { "content-type": "text/xml" }, body: `<x>${fill(repeat, MUCH)}\u00a1]]>` }),
  "broken JSON": (repeat) =>
    send({ headers: { "content-type": "application/json" }, body: `{"a": ${fill(repeat, MUCH)}\u00a1` }),
  "a broken string": (repeat) =>
    send({ headers: { "content-type": "application/json" }, body: `{"mensaje": "${fill(repeat, MUCH)}\u00a1` }),
  parts: (repeat) =>
    send({
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: `--b\r\ncontent-disposition: form-data; name="mensaje"\r\n\r\n${fill(repeat, MUCH)}\u00a1\r\n--b--`,
    }),
  "Forminator's elements": (repeat) =>
    json(
      { form_title: "x", ...object(short(repeat, 40).map(([, value], index) => [`name_${index}`, value])) },
      { "user-agent": "ForminatorWebhook/1.0" },
    ),
};

/** What the processor's time is spent on, whatever else the machine does: all that reads what a visitor wrote. */
function effort(request: RawRequest): number {
  const start = process.cpuUsage();
  for (const item of understand(request, SITE).map(withCuts)) {
    contentHash(item);
    sameKey(item);
    textKey(item.message);
    const none = { sourceId: "s", site: "x.test", sentAt: null, off: new Set<string>(), listed: [], others: 1 };
    suspicions({ ...none, item, sameEntry: false });
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Room for what is honestly more to read, as five thousand numbers are; a quadratic reader needs hundreds of times as much. */
const RATIO = 25;
const FLOOR_MS = 60;

/** The signs whose reading costs far more than harmless words of the same length. */
function slowOnes(requestOf: (text: string) => RawRequest): string[] {
  effort(requestOf(HARMLESS));
  const usual = Math.max(FLOOR_MS, effort(requestOf(HARMLESS)));
  return REPEATS.flatMap((repeat) => {
    const ms = effort(requestOf(repeat));
    return ms > usual * RATIO
      ? [`${JSON.stringify(repeat)}: ${Math.round(ms)} ms rather than ${Math.round(usual)}`]
      : [];
  });
}

test.each(Object.entries(PLACES))(
  "hundreds of thousands of repeated signs as %s is read about as fast as any other",
  (_, requestOf) => {
    expect(slowOnes(requestOf)).toStrictEqual([]);
  },
);
