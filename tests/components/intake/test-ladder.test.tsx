import { render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { TestLadder } from "@/components/intake/watch/test-ladder";
import en from "@/lib/i18n/messages/en.json";
import type { TestRun } from "@/components/intake/watch/use-test";
import type { Knock, Rehearsed, TestProgress } from "@/lib/intake/rehearsing/schema";

const SENT = new Date("2026-11-23T15:00:00Z");
const at = (ms: number) => new Date(SENT.getTime() + ms);
const own: Knock = { where: "own", address: "http://127.0.0.1:3000", problem: "", status: 200, ms: 12 };
const outside: Knock = { where: "public", address: "https://leads.example.com", problem: "", status: 200, ms: 40 };

const lead: NonNullable<Rehearsed["lead"]> = {
  ...{ number: null, company: "INTRALOG", priority: "high", score: 20, tags: ["hot"] },
  leadType: { en: "Transport", es: "Transporte" },
  status: { en: "Pending", es: "Pendiente" },
  rules: [{ id: "r", name: "Freight", version: 3, decided: ["priority"], points: 20 }],
  ...{ owner: "Olga Paz", ownerBy: "default-owner", ownerRule: "" },
};
const rehearsed: Rehearsed = { state: "processed", outcome: "created", reason: "", lead };
const progress: TestProgress = {
  ...{ state: "rejected", reason: "test_whole", receivedAt: at(30), processedAt: at(900), plugin: "generic" },
  fields: [{ key: "campo_7", target: "email", value: "prueba@example.com" }],
  rehearsed,
};

const STATE = /^(?:done|done, with a remark|broken here|waiting)$/;

function show(run: Partial<TestRun> & { knocks?: Knock[]; deliveryId?: string | null }) {
  const { knocks = [outside], deliveryId = "d", ...more } = run;
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <TestLadder test={{ sent: { deliveryId, sentAt: SENT, knocks }, progress, over: true, ...more }} />
    </NextIntlClientProvider>,
  );
  return screen.getAllByRole("listitem").map((item) => item.textContent);
}

test("a test that went the whole way says each step, with what was read, by which rule, for whom, and when", () => {
  const steps = show({});
  expect(screen.getByText("The test went the whole way")).toBeVisible();
  expect(steps[0]).toMatch(/^doneReached.*At its public address, https:\/\/leads\.example\.com/);
  expect(steps[1]).toContain("after 30 ms");
  expect(steps[2]).toMatch(/Emailprueba@example\.com ← campo_7/);
  expect(steps[3]).toContain("Transport · Pending · Priority: high · Score: 20 · hotFreight (version 3)");
  expect(steps[4]).toContain("A new lead of INTRALOG.");
  expect(steps[5]).toContain("Olga Paz, who looks at this source’s leads first.");
  expect(screen.getByText(/Nothing of it is left/)).toBeVisible();
});

test.each<[string, Parameters<typeof show>[0], string[]]>([
  [
    "nobody let it in",
    { deliveryId: null, progress: null, knocks: [{ ...own, problem: "status", status: 404 }] },
    ["broken here", "waiting", "waiting", "waiting", "waiting", "waiting"],
  ],
  [
    "only this server's own address took it",
    { knocks: [{ ...outside, problem: "unreachable", status: null }, own] },
    ["done, with a remark", "done", "done", "done", "done", "done"],
  ],
  [
    "it is on its way",
    { progress: null, over: false },
    ["done", "waiting", "waiting", "waiting", "waiting", "waiting"],
  ],
  [
    "nobody read it",
    { progress: { ...progress, state: "received", processedAt: null, fields: [], rehearsed: null } },
    ["done", "done", "broken here", "waiting", "waiting", "waiting"],
  ],
  [
    "the source is paused",
    { progress: { ...progress, reason: "source_paused", fields: [], rehearsed: null } },
    ["done", "done", "broken here", "waiting", "waiting", "waiting"],
  ],
  [
    "it would be no lead",
    { progress: { ...progress, rehearsed: { state: "rejected", outcome: "", reason: "no_known_field", lead: null } } },
    ["done", "done", "done", "waiting", "broken here", "waiting"],
  ],
  [
    "nobody would get it",
    { progress: { ...progress, rehearsed: { ...rehearsed, lead: { ...lead, owner: "" } } } },
    ["done", "done", "done", "done", "done", "done, with a remark"],
  ],
])("where it broke is seen: %s", (_, run, states) => {
  show(run);
  const said = screen.getAllByRole("listitem").map((item) => within(item).getByText(STATE).textContent);
  expect(said).toStrictEqual(states);
});

test("what broke is said in words", () => {
  show({ deliveryId: null, progress: null, knocks: [{ ...outside, problem: "redirected", status: 301 }] });
  expect(screen.getByText("The test didn’t get through")).toBeVisible();
  expect(screen.getByText(/answers with a redirect \(301\)/)).toBeVisible();
});
