import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Link } from "@/components/ui/link";
import { NextIntlClientProvider } from "next-intl";
import { RulesEditor } from "@/components/intake/rules/rules-editor";
import { LeadRules, LeadScore } from "@/components/leads/page/lead-rules";
import { previewRulesAction, ruleVersionsAction, saveRulesAction } from "@/lib/intake/actions";
import en from "@/lib/i18n/messages/en.json";
import type { Rule } from "@/components/intake/rules/rule";
import type { PreviewStep } from "@/lib/intake/rules/schema";

jest.setTimeout(30_000);
jest.mock("next/navigation", () => ({ useRouter: () => ({ push: jest.fn(), refresh: jest.fn() }) }));
jest.mock("@/lib/intake/actions", () => ({
  previewRulesAction: jest.fn(),
  ruleVersionsAction: jest.fn(),
  saveRulesAction: jest.fn(),
}));

const rule = (id: string, effect: Rule["effect"] = {}) => ({
  ...{ id, name: id, stop: false, effect },
  condition: { field: "service", op: "contains" as const, value: id },
});
const saved = { version: 3, rules: [rule("Wine", { points: 30 }), rule("Freight")], otherwise: {} };
const choices = {
  retired: [],
  ...{ leadTypes: [], companies: [], companyIds: [], owners: [], sources: [], extraFields: [] },
  statuses: [{ value: "negative", label: "Negative" }],
};

function show(children: React.ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  );
}
const editor = (canManage = true) => (
  <RulesEditor sourceId="s" saved={saved} sharedCount={2} choices={choices} canManage={canManage} />
);
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
async function moveUp(name: string): Promise<void> {
  screen.getByRole("button", { name: `Move ${name}: drag, or use the arrow keys` }).focus();
  await userEvent.keyboard("{ArrowUp}");
}
const inOrder = () => screen.getAllByRole("listitem").map((item) => item.textContent);

test("rules are moved by their handle's arrow keys, and saved with the version that was seen", async () => {
  jest.mocked(saveRulesAction).mockResolvedValue({ ok: true, data: { version: 4 } });
  show(editor());
  expect(screen.queryByRole("button", { name: "Save rules" })).not.toBeInTheDocument();
  await moveUp("Freight");
  expect(inOrder()).toStrictEqual([expect.stringMatching(/^1\.Freight/), expect.stringMatching(/^2\.Wine/)]);
  await press("Save rules");
  expect(jest.mocked(saveRulesAction).mock.lastCall?.[0]).toMatchObject({
    sourceId: "s",
    seen: 3,
    restoredFrom: null,
    rules: [{ id: "Freight" }, { id: "Wine" }],
  });
});

test("a new rule is refused while its condition isn't complete, and says what it does when it is", async () => {
  show(editor());
  await press("Add rule");
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Name of the rule"), "Jobs");
  await userEvent.click(dialog.getByRole("button", { name: "Apply" }));
  expect(dialog.getByRole("alert")).toHaveTextContent("isn’t complete");
  await userEvent.type(dialog.getByLabelText("Value"), "job");
  await userEvent.selectOptions(dialog.getByLabelText("Status"), "negative");
  await userEvent.type(dialog.getByLabelText("Points"), "-15");
  await userEvent.click(dialog.getByText(/don’t go on/));
  await userEvent.click(dialog.getByRole("button", { name: "Apply" }));
  expect(screen.getByText("Service contains “job”")).toBeVisible();
  for (const word of ["Status: Negative", "−15 points", "stops here"]) expect(screen.getByText(word)).toBeVisible();
});

test("points out of range are refused at their field, and nothing is dropped silently", async () => {
  show(editor());
  await press("Edit Wine");
  const dialog = within(screen.getByRole("dialog"));
  const points = dialog.getByLabelText("Points");
  await userEvent.clear(points);
  await userEvent.type(points, "999");
  await userEvent.click(dialog.getByRole("button", { name: "Apply" }));
  expect(points).toBeInvalid();
  expect(points).toHaveAccessibleDescription("A whole number from −100 to 100.");
  await userEvent.clear(points);
  await userEvent.type(points, "99");
  await userEvent.click(dialog.getByRole("button", { name: "Apply" }));
  expect(screen.getByText("+99 points")).toBeVisible();
});

test("leaving with unsaved rules is asked about, and with saved ones isn’t", async () => {
  show(
    <>
      {editor()}
      <Link href="/leads">Leads</Link>
    </>,
  );
  const followed = jest.fn((event: Event) => {
    event.preventDefault();
  });
  window.addEventListener("click", followed);
  const leave = () => userEvent.click(screen.getByText("Leads"));
  await leave();
  expect(followed).toHaveBeenCalledTimes(1);
  expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true);
  await moveUp("Freight");
  expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(false);
  followed.mockClear();
  await leave();
  expect(followed).not.toHaveBeenCalled();
  expect(screen.getByRole("alertdialog")).toHaveTextContent("Leave without saving the rules?");
  await press("Stay");
  expect(screen.getByText("Not saved yet.")).toBeVisible();
  window.removeEventListener("click", followed);
});

test("the preview adds up its steps, links what would change, and ends when it is stopped", async () => {
  const lead = { number: 10_007, label: "L-10007" };
  const change = { field: "status", from: "pending", to: "negative" } as const;
  const example = { deliveryId: "d", lead, who: "Ana", source: "Form", receivedAt: "2026-11-23T10:00:00Z" };
  const step: PreviewStep = {
    ...{ looked: 1000, changed: 20, counts: [{ ...change, count: 20 }], examples: [{ ...example, changes: [change] }] },
    next: { id: "d", receivedAt: "2026-11-20T10:00:00Z" },
  };
  const last = { ...step, looked: 204, changed: 17, counts: [{ ...change, count: 17 }], examples: [], next: null };
  jest
    .mocked(previewRulesAction)
    .mockResolvedValueOnce({ ok: true, data: step })
    .mockResolvedValueOnce({ ok: true, data: last });
  show(editor());
  await press("Remove Wine");
  await press("See what would change");
  expect(await screen.findByText(/^37 of the 1,204 leads/)).toBeVisible();
  expect(screen.getByText("37")).toBeVisible();
  await userEvent.click(screen.getByText("Which ones"));
  expect(screen.getByRole("link", { name: "L-10007" })).toHaveAttribute("href", "/leads/10007");

  const endless = Promise.withResolvers<{ ok: true; data: PreviewStep }>();
  jest.mocked(previewRulesAction).mockResolvedValueOnce({ ok: true, data: step }).mockReturnValueOnce(endless.promise);
  await press("See what would change");
  await press("Stop");
  const asked = jest.mocked(previewRulesAction).mock.calls.length;
  endless.resolve({ ok: true, data: step });
  expect(await screen.findByText(/You stopped before the end/)).toBeVisible();
  expect(jest.mocked(previewRulesAction).mock.calls).toHaveLength(asked);
});

test("an older version is brought back unsaved, and saved as what it was taken from", async () => {
  const version = { savedAt: new Date("2026-11-20T10:00:00Z"), savedBy: "Eva", restoredFrom: null };
  const older = { ...version, version: 2, rules: [rule("Wine")], otherwise: {} };
  jest.mocked(ruleVersionsAction).mockResolvedValue({ ok: true, data: [{ ...version, ...saved }, older] });
  jest.mocked(saveRulesAction).mockResolvedValue({ ok: true, data: { version: 4 } });
  show(editor());
  await press("Versions");
  expect(await screen.findByText("Added “Freight”")).toBeVisible();
  expect(screen.getByText("Changed “Wine”")).toBeVisible();
  await press("Go back to this version");
  expect(await screen.findByText(/rules of version 2, not saved yet/)).toBeVisible();
  await press("Save rules");
  expect(jest.mocked(saveRulesAction).mock.lastCall?.[0]).toMatchObject({ restoredFrom: 2, seen: 3 });
});

test("who may only read sees the rules and their versions, and no button that changes them", () => {
  show(editor(false));
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toStrictEqual(["Versions"]);
});

test("a lead names the rules with what they decided, and a score whose reasons add up to it", () => {
  const spoken = (name: string, points: number, decided: string[] = []) => ({
    id: name,
    name,
    version: 4,
    decided,
    points,
  });
  const rules = [spoken("VIP", 80, ["priority"]), spoken("Wine", 40)];
  const { unmount } = show(<LeadRules rules={rules} />);
  expect(screen.getAllByRole("listitem")[0]).toHaveTextContent("VIP · version 4 · priority");
  unmount();
  show(<LeadScore score={100} rules={rules} />);
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toStrictEqual([
    "+80VIP",
    "+40Wine",
    "−20limit of 0 to 100",
  ]);
});
