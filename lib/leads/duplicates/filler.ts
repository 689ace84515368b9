import { isFreeMail } from "@/lib/core/free-mail";
import { isServiceLine } from "@/lib/core/phone";

/*
 * What people type where a field won't let them leave it empty, and a firm's number for everybody. Kept as it was typed; it only says nothing of who they are.
 */

/** Nobody's subscriber number: one digit all along, or as the keys lie. */
const REPEATED = /(\d)\1{6}$/;
const RUNS = ["01234567890123456789", "98765432109876543210"];
const END = 7;

/** Of a number as it is compared: `+541111111111`, `+541100000000`, `+541112345678`, `+548005551234`. */
export function isFillerPhone(phoneKey: string): boolean {
  const digits = phoneKey.replaceAll(/\D/g, "");
  if (REPEATED.test(digits)) return true;
  if (digits.length >= END && RUNS.some((run) => run.includes(digits.slice(-END)))) return true;
  return phoneKey !== "" && isServiceLine(phoneKey);
}

/** Says by itself that there is none. */
const NONE =
  /^(?:(?:no|sin|not?)[._-]?(?:e?[._-]?mails?|correo|casilla|tiene|tengo|posee|poseo|aplica|disponible)|sem[._-]?e?[._-]?mail|nao[._-]?(?:tem|tenho)|none|noexiste|ninguno|nenhum)\d{0,3}$/;
const WEAK = new Set(
  (
    "test tests testing prueba pruebas teste probando asd asdf asdasd asdfg qwe qwerty abc abcd xxx xxxx aaa aaaa no sin na nn none nada null " +
    "mail email correo ejemplo example exemplo usuario user nombre name fake falso"
  ).split(" "),
);

/** Of a mail as it is compared: `test@test.com`, `noemail@noemail.com`, `sin@mail.com`. */
export function isFillerMail(emailKey: string): boolean {
  const at = emailKey.lastIndexOf("@");
  const [local, domain] = [emailKey.slice(0, Math.max(0, at)), emailKey.slice(at + 1)];
  const [label = ""] = domain.split(".");
  // `no@tengo.com`; and one key held down on both sides: `a@a.com`.
  if (NONE.test(local) || NONE.test(local + label) || /^(.)\1*@\1+\./.test(emailKey)) return true;
  return WEAK.has(local.replace(/\d{1,3}$/, "")) && (WEAK.has(label) || NONE.test(label) || isFreeMail(domain));
}
