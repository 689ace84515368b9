import { passwordProblem } from "@/lib/auth/password-rules";

const ANA = ["ana.perez", "aperez", "Ana", "Pérez"];

test.each([
  ["corta", "passwordTooShort"],
  ["123456789", "passwordTooShort"],
  ["Contraseña123", "passwordCommon"],
  ["QWERTYUIOP", "passwordCommon"],
  ["aaaaaaaaaaaa", "passwordCommon"],
  ["ana.perez12", "passwordPersonal"],
  ["PEREZ-12345", "passwordPersonal"],
])("%s is refused as %s", (password, problem) => {
  expect(passwordProblem(password, ANA)).toBe(problem);
});

test.each(["tres camiones azules", "ñandú-verde-77", "Ana vio tres camiones azules", "¿cuántos pallets?"])(
  "%s is taken",
  (password) => {
    expect(passwordProblem(password, ANA)).toBeUndefined();
  },
);
