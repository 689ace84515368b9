import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { FailedFetches } from "@/components/intake/failed-fetches";
import { FirstDelivery } from "@/components/intake/first-delivery";
import { MappingEditor } from "@/components/intake/mapping-editor";
import { NewSourceForm } from "@/components/intake/new-source-form";
import { SourceAddress } from "@/components/intake/source-address";
import { SourceList } from "@/components/intake/source-list";
import {
  createSourceAction,
  endPreviousSecretAction,
  makeSecretAction,
  testConnectionAction,
  updateSourceAction,
} from "@/lib/intake/actions";
import en from "@/lib/i18n/messages/en.json";
import type { SourceSummary } from "@/lib/intake/sources/queries";

jest.setTimeout(30_000);
const push = jest.fn();
jest.mock("next/navigation", () => ({ useRouter: () => ({ push, refresh: jest.fn() }) }));
jest.mock("@/lib/intake/actions", () => ({
  createSourceAction: jest.fn(),
  updateSourceAction: jest.fn(),
  testConnectionAction: jest.fn(),
  makeSecretAction: jest.fn(),
  endPreviousSecretAction: jest.fn(),
  sendTestAction: jest.fn(),
  testProgressAction: jest.fn(),
  rotateTokenAction: jest.fn(),
}));

const NOW = new Date("2026-11-23T15:04:00Z");
function show(children: React.ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC" now={NOW}>
      {children}
    </NextIntlClientProvider>,
  );
}

const source: SourceSummary = {
  ...{ id: "s", name: "Contacto", kind: "webhook", active: true, pullState: "", pullReason: "", lastPullAt: null },
  ...{ company: "INTRALOG", tone: "blue", lastDeliveryAt: NOW, works: true, today: 1234, week: 5678 },
  ...{ failed: 0, quarantined: 0 },
};

test.each([
  [{}, "Working"],
  [{ works: false }, "Waiting for the first lead"],
  [{ works: false, failed: 1 }, "Needs attention"],
  [{ pullState: "failed" }, "Needs attention"],
  [{ active: false, failed: 1 }, "Paused"],
])("a source with %p says: %s", (more, light) => {
  show(<SourceList sources={[{ ...source, ...more }]} health={new Map()} quiet={[]} />);
  const card = within(screen.getByRole("listitem"));
  expect(card.getByText(light)).toBeVisible();
  expect(card.queryAllByText(/^(?:Working|Waiting|Needs|Paused)/)).toHaveLength(1);
  expect(card.getByText("1,234")).toBeVisible();
});

test("fetches that failed stand beside what arrived: they are its last trouble, also where nothing arrived", () => {
  const health = {
    ...{ sourceId: "s", from: "2026-10-25", lastAt: NOW, lastId: "d", well: 3, badly: 0, failedFetches: 1 },
    ...{
      toReceived: null,
      toProcessed: null,
      receivedOf: 0,
      processedOf: 0,
      unkept: 0,
      lastUnkeptAt: null,
      lastBad: null,
    },
    lastFailedFetch: { at: NOW, reason: "wrong_password" },
  };
  const { unmount } = show(<SourceList sources={[source]} health={new Map([["s", health]])} quiet={[]} />);
  expect(screen.getByRole("link", { name: "100%" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Last trouble" })).toHaveAttribute(
    "href",
    "/intake/sources/s?fetches=failed#fetching",
  );
  unmount();
  const view = show(<SourceList sources={[source]} health={new Map([["s", { ...health, well: 0 }]])} quiet={[]} />);
  expect(screen.queryByRole("link", { name: /%/ })).toBeNull();
  expect(screen.getByRole("link", { name: "Last trouble" })).toBeVisible();
  view.unmount();
  const fine = { ...health, failedFetches: 0, lastFailedFetch: null };
  show(<SourceList sources={[source]} health={new Map([["s", fine]])} quiet={[]} />);
  expect(screen.getByRole("link", { name: "100%" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "Last trouble" })).toBeNull();
});

test("a source says on its card how much it couldn't keep, and nothing where all is kept", () => {
  const health = {
    ...{ sourceId: "s", from: "2026-10-25", lastAt: NOW, lastId: "d", well: 3, badly: 0, failedFetches: 0 },
    ...{ toReceived: null, toProcessed: null, receivedOf: 0, processedOf: 0 },
    ...{ unkept: 1234, lastUnkeptAt: NOW, lastBad: null, lastFailedFetch: null },
  };
  const { unmount } = show(<SourceList sources={[source]} health={new Map([["s", health]])} quiet={[]} />);
  expect(screen.getByText("1,234 not kept")).toBeVisible();
  unmount();
  show(<SourceList sources={[source]} health={new Map([["s", { ...health, unkept: 0 }]])} quiet={[]} />);
  expect(screen.queryByText(/not kept/)).toBeNull();
});

test("the rows of failed fetches say why each failed, and how many there are beyond what is shown", () => {
  const run = {
    ...{ id: "1", startedAt: NOW, finishedAt: NOW, state: "failed", reason: "wrong_password", detail: "" },
    ...{ stopAsked: false, pages: 0, total: null, seen: 0, fresh: 0, known: 0, unread: 0 },
  };
  const { unmount } = show(<FailedFetches total={70} runs={[run]} />);
  expect(screen.getByRole("heading", { name: /the latest 1 of 70/ })).toBeVisible();
  expect(screen.getByText(/Users → Profile → Application passwords/)).toBeVisible();
  unmount();
  show(<FailedFetches total={0} runs={[]} />);
  expect(screen.getByText("No fetch failed in the last 30 days.")).toBeVisible();
});

test("while nothing real has come, the page says how to make it come; after a test it says that this was one", () => {
  const { rerender } = show(<FirstDelivery tested={false} />);
  expect(screen.getByRole("status")).toHaveTextContent(/^Waiting for the first lead/);
  expect(screen.getAllByRole("listitem")).toHaveLength(3);
  rerender(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <FirstDelivery tested />
    </NextIntlClientProvider>,
  );
  expect(screen.getByRole("status")).toHaveTextContent(/^The test arrived/);
});

const address = { sourceId: "s", address: "http://leads.example.com:3000/api/intake/s/t", previousUntil: undefined };

test("an address that a website can't send to is shown with the reason and the remedy", () => {
  show(<SourceAddress {...address} obstacle="port" />);
  expect(screen.getByText("WordPress may refuse port 3000")).toBeVisible();
  expect(screen.getByText("PUBLIC_URL=https://leads.example.com")).toBeVisible();
  expect(screen.queryByRole("link", { name: /fetches from WordPress/ })).not.toBeInTheDocument();
});

test("a companion's line is made again only after the sites that have one are told of, and can be ended by hand", async () => {
  const until = "30/11/2026, 10:00";
  const { unmount } = show(<SourceAddress {...address} obstacle={null} hasSecret />);
  await userEvent.click(screen.getByRole("button", { name: "Connect the WordPress companion" }));
  expect(
    screen.getByText(/keeps working for seven days. Before then, paste the new one into every site/),
  ).toBeVisible();
  expect(makeSecretAction).not.toHaveBeenCalled();
  jest.mocked(makeSecretAction).mockResolvedValue({ ok: true, data: { secret: "x" } });
  await userEvent.click(screen.getByRole("button", { name: "Make a new line" }));
  expect(await screen.findByText(/in every site that sends here: also those that are connected/)).toBeVisible();
  unmount();
  show(<SourceAddress {...address} obstacle={null} hasSecret previousSecretUntil={until} />);
  expect(screen.getByText(/previous line still works until 30\/11\/2026/)).toBeVisible();
  jest.mocked(endPreviousSecretAction).mockResolvedValue({ ok: true, data: undefined });
  await userEvent.click(screen.getByRole("button", { name: "End it now" }));
  expect(endPreviousSecretAction).not.toHaveBeenCalled();
  await userEvent.click(await screen.findByRole("button", { name: "Confirm" }));
  expect(endPreviousSecretAction).toHaveBeenCalled();
});

test("where no website can reach it at all, fetching is offered; where all is well, nothing is said", () => {
  const { unmount } = show(<SourceAddress {...address} obstacle="loopback" />);
  expect(screen.getByRole("link", { name: /fetches from WordPress/ })).toHaveAttribute("href", "/intake/sources/new");
  unmount();
  show(<SourceAddress {...address} obstacle={null} />);
  expect(screen.getByRole("textbox", { name: "Address to paste" })).toHaveValue(address.address);
  expect(screen.queryByText(/PUBLIC_URL/)).not.toBeInTheDocument();
});

test("this computer's own address is named as it is shown, and once leads come still said, in one line", () => {
  const own = { ...address, address: "http://127.0.0.1:3000/api/intake/s/t", obstacle: "loopback" } as const;
  const { unmount } = show(<SourceAddress {...own} />);
  expect(screen.getByText(/“127\.0\.0\.1” means the computer itself/)).toBeVisible();
  expect(screen.queryByText(/localhost/)).not.toBeInTheDocument();
  unmount();
  show(<SourceAddress {...own} works />);
  expect(screen.getByText("This address (127.0.0.1) only works on this very computer.")).toBeVisible();
  expect(screen.queryByText(/PUBLIC_URL/)).not.toBeInTheDocument();
});

const form = {
  companies: [{ value: "c", label: "INTRALOG" }],
  leadTypes: [{ value: "t", label: "Other" }],
  owners: [],
  countries: [
    { value: "AR", label: "Argentina" },
    { value: "UY", label: "Uruguay" },
  ],
  defaults: { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR", leadTypeId: "t" },
};

test("a new source's country is chosen by its name and sent by its code", async () => {
  const user = userEvent.setup();
  jest.mocked(createSourceAction).mockResolvedValue({ ok: true, data: { id: "new", path: "" } });
  show(<NewSourceForm {...form} />);
  await user.type(screen.getByRole("textbox", { name: "Name" }), "Contacto");
  await user.click(screen.getByText("More settings"));
  const country = screen.getByRole("combobox", { name: "Country for phone numbers" });
  expect(country).toHaveValue("Argentina");
  await user.clear(country);
  await user.type(country, "uru");
  await user.click(await screen.findByRole("option", { name: "Uruguay" }));
  await user.click(screen.getByRole("button", { name: "Create source" }));
  expect(createSourceAction).toHaveBeenCalledWith(expect.objectContaining({ name: "Contacto", defaultCountry: "UY" }));
  expect(push).toHaveBeenCalledWith("/intake/sources/new");
});

test("a refused field says why beside itself; what the form has no field for is said above it", async () => {
  const user = userEvent.setup();
  jest.mocked(createSourceAction).mockResolvedValue({
    ok: false,
    code: "INVALID",
    fields: { name: "tooLong 100 1260", secret: "notValid" },
    requestId: "r",
  });
  show(<NewSourceForm {...form} />);
  const name = screen.getByRole("textbox", { name: "Name" });
  await user.type(name, "Contacto");
  await user.click(screen.getByRole("button", { name: "Create source" }));
  expect(await screen.findByText("Too long: it has 1,260 characters, and may have 100.")).toBeVisible();
  expect(name).toHaveAccessibleDescription(
    expect.stringContaining("Too long: it has 1,260 characters, and may have 100."),
  );
  expect(name).toHaveValue("Contacto");
  expect(screen.getByRole("alert")).toHaveTextContent("This doesn’t look right. Check it.");
});

test("a connection that can’t be tried marks what is missing and what is no address, and tries nothing in vain", async () => {
  const user = userEvent.setup();
  const field = (name: string) => screen.getByLabelText(name);
  show(<NewSourceForm {...form} />);
  await user.click(screen.getByText(en.intake.kinds.pull));
  const test = screen.getByRole("button", { name: "Test the connection" });
  await user.click(test);
  expect(field(en.intake.form.siteUrl)).toBeInvalid();
  expect(field(en.intake.form.userName)).toBeInvalid();
  expect(testConnectionAction).not.toHaveBeenCalled();
  const refusal = { ok: false, code: "INVALID", fields: { url: "url" }, requestId: "r" } as const;
  jest.mocked(testConnectionAction).mockResolvedValue(refusal);
  await user.type(field(en.intake.form.siteUrl), "no address");
  await user.type(field(en.intake.form.userName), "reader");
  await user.type(field(en.intake.form.password), "secret");
  await user.click(test);
  expect(await screen.findByText(en.errors.url)).toBeVisible();
  expect(field(en.intake.form.siteUrl)).toBeInvalid();
  expect(field(en.intake.form.userName)).toBeValid();
});

const samples = Array.from({ length: 15 }, (_, number) => ({
  key: `field-${number}`,
  asked: false,
  target: "",
  values: ["12"],
  exceptions: [],
}));
const editor = { sourceId: "s", mapping: {}, samples, targets: ["name", "email"], lessons: {}, canManage: true };

test("of many fields the first are shown, the others when asked for; what is set is sent with what was seen", async () => {
  const user = userEvent.setup();
  jest.mocked(updateSourceAction).mockResolvedValue({ ok: true, data: { changed: ["mapping"] } });
  show(<MappingEditor {...editor} />);
  expect(screen.queryByRole("combobox", { name: "Goes to: field-14" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Show 3 more fields" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Goes to: field-14" }), "Email");
  await user.click(screen.getByRole("button", { name: "Save fields" }));
  expect(updateSourceAction).toHaveBeenCalledWith({
    sourceId: "s",
    set: { mapping: { "field-14": "email" } },
    seen: { mapping: {} },
  });
});

test("the fields of the arrival one comes from stand first, and it is said", () => {
  const [first, ...rest] = samples;
  const last = rest.pop();
  show(<MappingEditor {...editor} samples={[first, ...rest, { ...last, asked: true }] as typeof samples} />);
  expect(screen.getAllByRole("combobox").at(0)).toHaveAccessibleName("Goes to: field-14");
  expect(screen.getByText(/First, the field of the arrival you come from/)).toBeVisible();
});

test("who may only look can change nothing", () => {
  show(<MappingEditor {...editor} canManage={false} />);
  expect(screen.getByRole("combobox", { name: "Goes to: field-0" })).toBeDisabled();
  expect(screen.queryByRole("button", { name: "Save fields" })).not.toBeInTheDocument();
});

test("a field that a plugin calls by a number is kept under a name of one's own, and without a name as before", async () => {
  jest.mocked(updateSourceAction).mockClear();
  jest.mocked(updateSourceAction).mockResolvedValue({ ok: true, data: { changed: ["mapping"] } });
  const numbered = [{ key: "5", asked: false, values: ["Vinos", "Aceite"], target: "", exceptions: [] }];
  show(<MappingEditor {...editor} samples={numbered} />);
  expect(screen.getByText("Vinos · Aceite")).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText("Goes to: 5"), "extra:");
  await userEvent.click(screen.getByRole("button", { name: "Save fields" }));
  expect(updateSourceAction).toHaveBeenLastCalledWith({ sourceId: "s", set: { mapping: {} }, seen: { mapping: {} } });
  await userEvent.type(screen.getByLabelText("Name of the value: 5"), "Rubro");
  await userEvent.click(screen.getByRole("button", { name: "Save fields" }));
  const set = { mapping: { "5": "extra:Rubro" } };
  expect(updateSourceAction).toHaveBeenLastCalledWith({ sourceId: "s", set, seen: { mapping: {} } });
});

test("what was corrected in another source says so where it counts, and is offered where it doesn't", async () => {
  jest.mocked(updateSourceAction).mockClear();
  jest.mocked(updateSourceAction).mockResolvedValue({ ok: true, data: { changed: ["mapping"] } });
  const fields = [
    { key: "Taught", asked: false, values: ["Bodega"], target: "name", exceptions: [] },
    { key: "Known", asked: false, values: ["Vinos"], target: "", exceptions: [] },
    { key: "Own", asked: false, values: ["Sur"], target: "email", exceptions: [] },
  ];
  const lesson = { target: "name", source: "Contact form" };
  const lessons = {
    Taught: { ...lesson, counts: true },
    Known: { ...lesson, counts: false },
    Own: { ...lesson, counts: true },
  };
  show(<MappingEditor {...editor} samples={fields} lessons={lessons} mapping={{ Own: "email" }} />);
  expect(screen.getByText("As it was corrected in Contact form.")).toBeVisible();
  expect(screen.getAllByText(/Contact form/)).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Use Name here too" }));
  await userEvent.click(screen.getByRole("button", { name: "Save fields" }));
  const set = { mapping: { Own: "email", Known: "name" } };
  expect(updateSourceAction).toHaveBeenLastCalledWith({ sourceId: "s", set, seen: { mapping: { Own: "email" } } });
});
