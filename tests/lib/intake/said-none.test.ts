import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object, mapping = {}) =>
  understand(json({ Mail: "a@r.test", ...values }), { ...SITE, mapping })[0];

test.each([
  ...["N/A", "ninguna", "No tengo", "no tenemos", "-", ".", "--", "Sin empresa", "Ninguna empresa", "todavía no tengo"],
  ...["não tenho", "nenhuma", "none", "I don't have one", "no company", "S/D", "no aplica"],
])("who says %j for a firm or a name has said none, at the door as in an import", (said) => {
  expect(read({ Empresa: said, Nombre: "Ana", Apellido: said })).toMatchObject({ firm: null, name: "Ana", extra: {} });
  expect(read({ x: said, Nombre: "Ana" }, { x: "firm" })).toMatchObject({ firm: null, extra: {} });
});

test.each(["No", "nada", "xx"])("no firm is called %j, and people may be", (said) => {
  expect(read({ Empresa: said, Nombre: "Ana" })).toMatchObject({ firm: null, extra: {} });
  expect(read({ Nombre: said })?.name).toBe(said);
});

test.each(["No", "ninguno", "No tengo", "N/A"])("under a question %j is an answer", (said) => {
  expect(read({ Mensaje: said })?.message).toBe(said);
  expect(read({ Nombre: "Ana", "¿Tenés depósito propio?": said })?.extra).toStrictEqual({
    "¿Tenés depósito propio?": said,
  });
  expect(read({ Nombre: "Ana", "¿Tenés empresa?": said })).toMatchObject({
    firm: null,
    extra: { "¿Tenés empresa?": said },
  });
});

test.each(["SD", "Ninguno SA", "No Va Más", "🚚", "Sin Límite"])("%j is a firm's name all the same", (firm) => {
  expect(read({ Empresa: firm })?.firm).toBe(firm);
});
