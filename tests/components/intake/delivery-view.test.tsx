import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { DeliveryFeed } from "@/components/intake/delivery-feed";
import { DeliveryView } from "@/components/intake/delivery-view";
import en from "@/lib/i18n/messages/en.json";
import type { DeliveryDetail, DeliverySummary } from "@/lib/intake/deliveries/queries";
import type { Understood } from "@/lib/intake/schema";

const RECEIVED = new Date("2026-11-23T15:04:00Z");

const understood: Understood = {
  ...{ plugin: "wpforms", kind: "lead", form: { id: "7", name: null }, externalId: null, name: "Ana", firm: null },
  ...{ email: "ana@example.test", phone: null, phoneRaw: null, message: null, service: null, pageUrl: null },
  ...{ utm: { source: null, medium: null, campaign: null, term: null, content: null }, referrer: null },
  submittedAt: { raw: "2026-11-23 12:03", iso: "2026-11-23T15:03:00Z", basis: "site" },
  ...{ ip: null, userAgent: null, consent: null, files: [], extra: { Bultos: "12" }, labels: {}, readFrom: {} },
  problems: ["phone_invalid"],
};

const delivery: DeliveryDetail = {
  ...{
    id: "d",
    sourceId: "s",
    via: "push",
    receivedAt: RECEIVED,
    method: "POST",
    path: "/api/intake/s",
    ip: "203.0.113.9",
  },
  ...{ body: new Uint8Array(), bodySize: 2, requestId: "", state: "processed", outcome: "created", reason: "" },
  ...{ history: false, leadId: "l", leadNumber: 10_234, entryId: null, duplicateOfId: null, attempts: 1 },
  ...{ textKey: "", ruling: "" },
  ...{
    submittedAt: null,
    rehearsed: null,
    processedAt: RECEIVED,
    headers: { "content-type": "application/json" },
    understood,
    parentId: null,
    apiKeyId: null,
  },
  source: { id: "s", name: "Contacto" },
  parts: [],
};

function show(more: Partial<DeliveryDetail> = {}, text = "{}") {
  const body = { text, shown: text.length, size: text.length };
  return render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="America/Argentina/Buenos_Aires" now={RECEIVED}>
      <DeliveryView delivery={{ ...delivery, ...more }} body={body} />
    </NextIntlClientProvider>,
  );
}

test("what came and what was made of it stand beside each other, with the zone that times are told in", () => {
  show();
  const raw = screen.getByRole("region", { name: "As it came" });
  expect(within(raw).getByText(/23 Nov 2026, 12:04 \(GMT-3\)/)).toBeVisible();
  const read = screen.getByRole("region", { name: "As it was understood" });
  expect(within(read).getByText("ana@example.test")).toBeVisible();
  expect(within(read).getByText("23 Nov 2026, 12:03")).toBeVisible();
  expect(within(read).getByText("12")).toBeVisible();
  expect(screen.getByRole("link", { name: "Open L-10234" })).toHaveAttribute("href", "/leads/10234");
});

test("a failure is said in words; what the program said waits under its details", async () => {
  const user = userEvent.setup();
  show({ state: "failed", outcome: "", reason: "Error: the status 'pending' is missing" });
  expect(screen.getByText(/Something went wrong on our side/)).toBeVisible();
  const raw = screen.getByText("Error: the status 'pending' is missing");
  expect(raw).not.toBeVisible();
  await user.click(screen.getByText("Details"));
  expect(raw).toBeVisible();
});

test("a reason there are words for needs no details", () => {
  show({ state: "quarantined", outcome: "", reason: "no_token" });
  expect(screen.getByText(/The end of the address is missing/)).toBeVisible();
  expect(screen.queryByText("Details")).not.toBeInTheDocument();
});

test("in a hand one of the two is shown at a time: first what was understood, if anything was", async () => {
  const user = userEvent.setup();
  const { unmount } = show();
  const chosen = () => screen.getByRole("button", { pressed: true });
  expect(chosen()).toHaveAccessibleName("As it was understood");
  await user.click(screen.getByRole("button", { name: "As it came" }));
  expect(chosen()).toHaveAccessibleName("As it came");
  unmount();
  show({ understood: null });
  expect(chosen()).toHaveAccessibleName("As it came");
});

test("a long body is folded until asked for; a short one is simply there", async () => {
  const user = userEvent.setup();
  show({}, Array.from({ length: 60 }, (_, line) => `line ${line}`).join("\n"));
  const button = screen.getByRole("button", { name: "Show all of it" });
  expect(button).toHaveAttribute("aria-expanded", "false");
  await user.click(button);
  expect(screen.getByRole("button", { name: "Show less" })).toHaveAttribute("aria-expanded", "true");
});

test("a short body has nothing to unfold", () => {
  show();
  expect(screen.queryByRole("button", { name: "Show all of it" })).not.toBeInTheDocument();
});

const summary: DeliverySummary = {
  ...{ id: "d", via: "push", receivedAt: RECEIVED, state: "processed", outcome: "created", reason: "", history: false },
  ...{ leadId: "l", leadNumber: 10_234, who: "Ana", plugin: "wpforms", source: { id: "s", name: "Contacto" } },
};

test("in the list a failure has words and no raw error, and what became a lead needs none", () => {
  const failed = {
    ...summary,
    id: "f",
    state: "failed" as const,
    outcome: "",
    reason: "TypeError: x is not a function",
  };
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC" now={RECEIVED}>
      <DeliveryFeed rows={[{ ...summary, reason: "read_again" }, failed]} />
    </NextIntlClientProvider>,
  );
  const [, made, broken] = within(screen.getByRole("table")).getAllByRole("row");
  expect(made).toHaveTextContent(/Ana.*New lead.*L-10234/);
  expect(made).not.toHaveTextContent("Read again");
  expect(broken).toHaveTextContent(/Error.*Something went wrong/);
  expect(broken).not.toHaveTextContent("TypeError");
});

/** One of several in a request: it became this lead, or none. */
const part = (id: string, who: string, leadNumber: number | null): DeliveryDetail["parts"][number] => ({
  ...{ id, who, leadNumber, via: "push", receivedAt: RECEIVED, state: leadNumber ? "processed" : "rejected" },
  ...{
    outcome: leadNumber ? "created" : "",
    reason: "",
    history: false,
    leadId: null,
    plugin: "generic",
    understood: null,
  },
  source: { id: "s", name: "Contacto" },
});

test("the others of its request are listed with how each ended, and this one is told among them", () => {
  show({ parts: [part("d", "", null), part("e", "Beto Luna", 10_235)] });
  const list = screen.getByRole("region", { name: "2 submissions in this request" });
  expect(within(list).getByRole("link", { name: "Beto Luna" })).toHaveAttribute("href", "/intake/deliveries/e");
  expect(within(list).getByRole("link", { current: "page" })).toHaveAttribute("href", "/intake/deliveries/d");
});

test("a request that brought one submission lists none", () => {
  show();
  expect(screen.queryByText(/in this request/)).not.toBeInTheDocument();
});
