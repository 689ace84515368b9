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
])("suggests a name that may be used: %s", (suggestion, expected) => {
  expect(suggestion).toBe(expected);
  expect(userNameInput.parse(suggestion)).toBe(suggestion);
});

test("suggests nothing rather than what is refused", () => {
  expect(of("")).toBe("");
  expect(of("…", "!", "@example.test")).toBe("");
  expect(of("J")).toBe("");
});
