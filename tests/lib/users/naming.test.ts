import { userNameInput } from "@/lib/users/schema";
import { suggestUserName } from "@/lib/users/naming/schema";

const of = (firstName: string, lastName = "", email = "") => suggestUserName({ firstName, lastName, email });

test.each([
  [of("Ana", "Ledesma"), "ana.ledesma"],
  [of("José María", "Ñandú Güemes"), "jose-maria.nandu-guemes"],
  [of("Ana", "", "ana.l@example.test"), "ana"],
  [of("", "", "ana.l+ventas@example.test"), "ana.l-ventas"],
  [of("  ", "O'Connor"), "o-connor"],
  [of("Ana", "x".repeat(60)), `ana.${"x".repeat(36)}`],
  [of("Юрий", "Йорданов"), "юрий.йорданов"],
  [of("Γιώργος", "Σίσυφος"), "γιωργοσ.σισυφοσ"],
  [of("مُحَمَّد", "عبد الله"), "محمد.عبد-الله"],
  [of("علی\u200cرضا", "رضایی"), "علی-رضا.رضایی"],
  [of("小明", "王"), "小明.王"],
  [of("明", "", "wang@example.test"), "wang"],
  [of("명수".normalize("NFD"), "박"), "명수.박"],
  [of("ガギグ", "山田"), "ガギグ.山田"],
  [of("अनिल", "कुमार"), "अनिल.कुमार"],
  [of("İbrahim", "Şahin"), "ibrahim.sahin"],
  [of("𠮷".repeat(50)), "𠮷".repeat(40)],
])("suggests a name that may be used: %s", (suggestion, expected) => {
  expect(suggestion).toBe(expected);
  expect(userNameInput.parse(suggestion)).toBe(suggestion);
});

test.each([
  ["ramón p", "userNameSpace"],
  ["ana@example.test", "userNameSigns"],
  ["o'connor", "userNameSigns"],
  [".ana", "userNameBegins"],
  ["a", "userNameLength"],
  ["a".repeat(41), "userNameLength"],
  ["   ", "required"],
  ["a\u0335na", "userNameSigns"],
  ["ใ\u200bจดี", "userNameSigns"],
  ["\u0e35ai", "userNameBegins"],
])("what can't be a user name says why: %s", (typed, reason) => {
  expect(userNameInput.safeParse(typed).error?.issues.map(({ message }) => message)).toStrictEqual([reason]);
});

test.each([" Ramón ", "ñandú_2", "ana.l-v", "a1", "名前", "ใจดี", "अनिल", "a".repeat(40)])(
  "%s is a user name",
  (typed) => {
    expect(userNameInput.parse(typed)).toBe(typed.trim().toLowerCase());
  },
);

test("suggests nothing rather than what is refused", () => {
  expect(of("")).toBe("");
  expect(of("…", "!", "@example.test")).toBe("");
  expect(of("J")).toBe("");
});
