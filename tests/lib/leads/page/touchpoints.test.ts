import { leadPage } from "@/lib/leads/page/queries";
import { ana, lead, settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";

test("a returning person's other words and files show where they wrote again, and fill only what was empty", async () => {
  const source = await makeSource();
  const manager = await makeUser("manager", [source.companyId]);
  const first = await settled(source.id, { nombre: "Ana Pérez", email: "ana@correo.test", mensaje: "Hola" });
  const again = {
    ...ana,
    nombre: "Ana Pérez de Ruiz",
    email: "ana@correo.test",
    adjunto: "https://www.example.test/wp-content/uploads/presupuesto.pdf",
  };
  const { leadId, outcome } = await settled(source.id, again);
  expect([leadId, outcome]).toStrictEqual([first.leadId, "touched"]);

  const now = await lead(leadId);
  expect(now).toMatchObject({ contactName: "Ana Pérez", phoneE164: "+541143218765" });
  const { touchpoints } = await leadPage(ctxOf(manager), { number: now.number, locale: "es" });
  expect(touchpoints.map(({ person }) => person[0])).toStrictEqual(["Ana Pérez de Ruiz", "Ana Pérez"]);
  expect(touchpoints[0]?.files).toMatchObject([{ url: again.adjunto }]);
  expect(touchpoints[1]?.files).toStrictEqual([]);
});
