import { passwordProblem } from "@/lib/auth/password-rules";

const ANA = { person: ["ana.perez", "aperez", "Ana", "Pérez"], house: ["Grupo Equipo", "equipo.example"] };

test.each([
  ["corta", "passwordTooShort"],
  ["123456789", "passwordTooShort"],
  ["Contraseña123", "passwordCommon"],
  ["QWERTYUIOP", "passwordCommon"],
  ["aaaaaaaaaaaa", "passwordCommon"],
  ["aaaabbbbccccdddd", "passwordCommon"],
  ["Password2026!", "passwordCommon"],
  ["123456789012", "passwordCommon"],
  ["qwertyuiop12", "passwordCommon"],
  ["ana.perez12", "passwordPersonal"],
  ["PEREZ-12345", "passwordPersonal"],
  ["Leads Manager", "passwordOfHouse"],
  ["equipo.example", "passwordOfHouse"],
  ["Grupo Equipo 26", "passwordOfHouse"],
  ["1998-11-27", "passwordPattern"],
])("%s is refused as %s", async (password, problem) => {
  expect(await passwordProblem(password, ANA)).toBe(problem);
});

test.each([
  "tres camiones azules",
  "siete grúas verdes",
  "otra frase bien larga",
  "ñandú-verde-77",
  "Ana vio tres camiones azules",
  "¿cuántos pallets?",
])("%s is taken", async (password) => {
  expect(await passwordProblem(password, ANA)).toBeUndefined();
});

test("a password of two hundred letters is looked at in no longer than a short one", async () => {
  await passwordProblem("tres camiones azules", ANA);
  const start = performance.now();
  await passwordProblem("4@3$1!0¡".repeat(25), ANA);
  expect(performance.now() - start).toBeLessThan(5000);
});
