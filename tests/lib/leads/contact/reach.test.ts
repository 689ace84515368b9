import { statusAfterContact } from "@/lib/leads/contact/policy";
import { reachOf } from "@/lib/leads/contact/reach";
import { extraValues } from "@/lib/leads/page/extra-values";
import { readLeadNumber } from "@/lib/leads/page/number";

test.each([
  ["011 15 5555-1234", "+5491155551234", "https://wa.me/5491155551234"],
  ["11 5555-1234", "+541155551234", "https://wa.me/5491155551234"],
  ["(11) 98765-4321", "+5511987654321", "https://wa.me/5511987654321"],
  ["", "+56912345678", "https://wa.me/56912345678"],
  ["+1 202 555 0123", "+12025550123", "https://wa.me/12025550123"],
])("WhatsApp is asked for %s as it knows it", (phone, phoneE164, href) => {
  expect(reachOf({ phone, phoneE164, email: "" }).whatsapp).toBe(href);
});

test.each([
  ["011 4555-1234", "+541145551234"],
  ["+54 351 444-1122", "+543514441122"],
  ["(11) 3265-4321", "+551132654321"],
  ["911 234 567", "+34911234567"],
])("the landline %s is called and has no WhatsApp", (phone, phoneE164) => {
  expect(reachOf({ phone, phoneE164, email: "" })).toMatchObject({ call: `tel:${phoneE164}`, whatsapp: null });
});

test.each([
  ["4555-1234 (mañana)", "tel:45551234"],
  ["+1 (555) 0100-22", "tel:+1555010022"],
  ["no tengo", null],
  ["123", null],
])("a number we couldn't read, %s, is dialled only if a person could", (phone, call) => {
  expect(reachOf({ phone, phoneE164: null, email: "" })).toMatchObject({ call, whatsapp: null });
});

test.each([
  ["ana@firma.com.ar", "mailto:ana@firma.com.ar"],
  ["ana+web@firma.com", "mailto:ana%2Bweb@firma.com"],
  ["ana?cc=all@firma.com", "mailto:ana%3Fcc%3Dall@firma.com"],
  ["ana@firma.com?bcc=x@y.z", null],
  ["ana", null],
  ["", null],
])("mail to %s can't carry more than its address", (email, mail) => {
  expect(reachOf({ phone: "", phoneE164: null, email }).mail).toBe(mail);
});

test.each([
  ["start", "reached", "contacted"],
  ["assigned", "left-message", "contacted"],
  ["assigned", null, "contacted"],
  ["assigned", "no-answer", "assigned"],
  ["start", "wrong-number", "start"],
  [null, "reached", null],
] as const)("a lead that is %s and was %s is suggested to be %s", (from, outcome, to) => {
  const all = ([null, "start", "assigned", "contacted"] as const).map((part) => ({ part }));
  expect(statusAfterContact({ part: from }, outcome, all)).toMatchObject({ part: to });
});

test("where no status says that somebody was contacted, none is suggested", () => {
  expect(statusAfterContact({ part: "start" }, "reached", [{ part: "start" }])).toStrictEqual({ part: "start" });
});

test.each([
  ["10234", 10234],
  ["L-10234", 10234],
  ["l%2010234", 10234],
  ["0010234", 10234],
  ["10234abc", null],
  ["-1", null],
  ["0", null],
  ["99999999999", null],
  ["%E0%A4%A", null],
])("an address with %s is lead %s", (said, number) => {
  expect(readLeadNumber(said)).toBe(number);
});

test("extra values are listed flat, and empty ones aren't", () => {
  expect(extraValues({ a: "1", b: ["x", "y"], c: { d: "2", e: { f: null } }, g: "" })).toStrictEqual([
    { name: "a", value: "1" },
    { name: "b", value: "x, y" },
    { name: "c › d", value: "2" },
  ]);
  expect(extraValues("nothing of the kind")).toStrictEqual([]);
});
