import { ASKED, assignmentCatalogue } from "@/lib/assignment/fields";
import type { Facts } from "@/lib/assignment/fields";

const FACTS: Facts = {
  companyId: "c",
  leadTypeId: "t",
  sourceId: "s",
  priority: "normal",
  score: 7,
  contactName: "Ana",
  firm: "Firma",
  service: "Transporte",
  email: "ana@example.test",
  phone: "+54",
  message: "Hola",
  tags: ["a"],
  channel: "Web",
  subChannel: "Form",
  utmSource: "1",
  utmMedium: "2",
  utmCampaign: "3",
  utmTerm: "4",
  utmContent: "5",
  pageUrl: "https://example.test",
};

test("a rule asks of a lead only what is known of it when it comes", () => {
  const read = new Set<string>();
  const watched = new Proxy(FACTS, {
    get: (facts, name) => {
      read.add(String(name));
      return facts[name as keyof Facts];
    },
  });
  for (const field of ASKED) expect(assignmentCatalogue[field]?.get(watched)).toBeDefined();
  expect([...read].filter((name) => !(name in FACTS))).toStrictEqual([]);
});
