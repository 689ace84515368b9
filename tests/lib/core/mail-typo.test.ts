import { isFreeMail } from "@/lib/core/free-mail";
import { suggestMail } from "@/lib/core/mail-typo";

test.each([
  ["gmial.com", "gmail.com"],
  ["gmal.com", "gmail.com"],
  ["gamil.com", "gmail.com"],
  ["gmaill.com", "gmail.com"],
  ["gmail.con", "gmail.com"],
  ["gmail.co", "gmail.com"],
  ["gmail.com.ar", "gmail.com"],
  ["gmail.es", "gmail.com"],
  ["gmial.con", "gmail.com"],
  ["hotmial.com", "hotmail.com"],
  ["hotmal.com", "hotmail.com"],
  ["hotnail.com.ar", "hotmail.com.ar"],
  ["hotmail.comar", "hotmail.com.ar"],
  ["hotmail.cmo", "hotmail.com"],
  ["hotmail.con.ar", "hotmail.com.ar"],
  ["yahoo.con", "yahoo.com"],
  ["yaho.com.ar", "yahoo.com.ar"],
  ["yahooo.com.br", "yahoo.com.br"],
  ["outlok.com", "outlook.com"],
  ["outloook.com", "outlook.com"],
  ["oultook.es", "outlook.es"],
  ["iclod.com", "icloud.com"],
  ["fibertl.com.ar", "fibertel.com.ar"],
  ["fibertel.con.ar", "fibertel.com.ar"],
  ["uol.com.b", "uol.com.br"],
  ["live.con.ar", "live.com.ar"],
])("%s is meant for %s", (typed, meant) => {
  expect(suggestMail(`ana@${typed}`)).toBe(`ana@${meant}`);
});

test.each([
  ...["gmail.com", "mail.com", "ymail.com", "email.com", "gmx.com", "hotmail.com", "hotmail.es", "hotmail.com.ar"],
  ...["yahoo.com.au", "yahoo.co.uk", "yahoo.ca", "hotmail.se", "outlook.cz", "live.ca", "msn.com", "me.com", "pm.me"],
  ...["uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br", "fibertel.com.ar", "speedy.com.ar", "arnet.com.ar"],
  // Firms.
  ...["hotmart.com", "line.com", "olive.com", "gomail.example.com", "speeds.com.ar", "tera.com.br", "outbound.com"],
  ...["intralog.com.ar", "example.com", "yahoo-inc.test", "bodega.com"],
])("%s is left as it is", (domain) => {
  expect(suggestMail(`ana@${domain}`)).toBeNull();
});

test("what is no address has nothing to be suggested", () => {
  for (const text of ["", "ana", "ana@", "@gmial.com", "ana@gmail", "ana@.com"]) expect(suggestMail(text)).toBeNull();
});

test.each(["gmail.com", "hotmail.com.ar", "yahoo.com", "outlook.com.ar"])(
  "what is suggested, such as %s, is right itself",
  (domain) => {
    expect(suggestMail(`ana@${domain}`)).toBeNull();
    expect(isFreeMail(domain)).toBe(true);
  },
);
