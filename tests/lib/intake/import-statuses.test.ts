import { fold } from "@/lib/core/text";
import { statusWords } from "@/lib/intake/importing/status-words";

describe("a status is known by what it is called in any of the readers' languages", () => {
  const status = (key: string, labelEn: string, labelEs: string, part: string | null = null) => ({
    ...{ id: key, key, labelEn, labelEs, part },
  });
  const house = [
    status("pending", "Pending", "Pendiente", "start"),
    status("contacted", "Contacted", "Contactado", "contacted"),
    status("quoted", "Quoted", "Cotizado"),
    status("new-customer", "New customer", "Nuevo cliente"),
  ];
  const meant = (word: string, statuses = house, retired: typeof house = []) =>
    statusWords(statuses, retired).get(fold(word));

  test.each([
    ["Novo", "pending"],
    ["NUEVO", "pending"],
    ["New", "pending"],
    ["Pendente", "pending"],
    ["Contatado", "contacted"],
    ["Cotado", "quoted"],
    ["Orçado", "quoted"],
    ["Novo cliente", "new-customer"],
  ])("%s", (word, id) => expect(meant(word)).toBe(id));

  test.each(["Perdido", "Inventado", "Em espera", "Cliente", ""])("%p is none that there is", (word) =>
    expect(meant(word)).toBeUndefined(),
  );

  test("the house's own names go before, and a word for two of them means neither", () => {
    const own = status("fresh", "New", "Nuevo");
    expect(meant("Novo", [...house, own])).toBe("fresh");
    expect(meant("Novo", [...house, status("x", "Novo", "Novo")])).toBe("x");
    expect(meant("Orçado", [...house, status("budget", "Budgeted", "Presupuestado")])).toBeUndefined();
    expect(meant("Presupuestado", [...house, status("budget", "Budgeted", "Presupuestado")])).toBe("budget");
    expect(meant("Em espera", house, [{ ...status("on-hold", "On hold", "Pospuesto"), id: "pending" }])).toBe(
      "pending",
    );
  });
});
