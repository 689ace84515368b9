import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { LeadCustomFields } from "@/components/leads/page/lead-custom-fields";
import { LeadField } from "@/components/leads/page/lead-field";
import { NoteComposer } from "@/components/leads/page/note-composer";
import { TypedThere } from "@/components/leads/page/typed-there";
import { deskLead, deskOf } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/actions", () => ({ updateLeadAction: jest.fn() }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({}));
jest.mock("@/lib/leads/custom-fields/actions", () => ({ setValueAction: jest.fn() }));
jest.mock("@/lib/leads/notes/actions", () => ({ addNoteAction: jest.fn(), mentionableAction: jest.fn() }));

const former = { ...deskLead, id: "former" };
const page = (lead: typeof deskLead) =>
  deskOf(
    <>
      <LeadField field="firm" label="Firm" value="Old" />
      <NoteComposer />
    </>,
    lead,
  );
/** The page of the lead that the former was merged into, or of whoever can't see that one. */
const after = (into?: string) =>
  deskOf(
    <>
      <TypedThere meId="me" leadId="former" {...(into !== undefined && { into })} />
      <NoteComposer />
    </>,
    { ...deskLead, id: "survivor" },
  );

/** Somebody merges the lead away while this is typed on it. */
async function typed() {
  const { unmount } = render(page(former));
  await userEvent.click(screen.getByRole("button", { name: /Firm/ }));
  await userEvent.clear(screen.getByRole("textbox", { name: "Firm" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Firm" }), "Sur Cargas");
  await userEvent.type(screen.getByRole("textbox", { name: "Note" }), "Wants 20 pallets");
  unmount();
}

beforeEach(() => {
  sessionStorage.clear();
});

test("what was typed on a lead that was merged away stands where its reader comes to", async () => {
  await typed();
  render(after());
  expect(screen.getByText("Sur Cargas")).toBeVisible();
  expect(screen.getByText("Wants 20 pallets")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Move it to the note" })).not.toBeInTheDocument();
  for (const drop of screen.getAllByRole("button", { name: "Discard" })) await userEvent.click(drop);
  expect(screen.queryByText("Sur Cargas")).not.toBeInTheDocument();
});

test("what was chosen is told in words", async () => {
  const options = [
    { key: "cold", label: "Cold store", active: true },
    { key: "dry", label: "Dry store", active: true },
  ];
  const stores = {
    key: "stores",
    name: "field.stores",
    kind: "choices",
    label: "Stores",
    help: "",
    typeIds: [],
  } as const;
  const { unmount } = render(
    deskOf(<LeadCustomFields fields={[{ ...stores, typeIds: [], options, value: [] }]} />, former),
  );
  await userEvent.click(screen.getByRole("button", { name: "Edit Stores" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Cold store" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Dry store" }));
  unmount();
  render(after());
  expect(screen.getByRole("listitem")).toHaveTextContent("Cold store, Dry store");
});

test("it goes along into the note, after what stands there, and nothing is asked twice", async () => {
  await typed();
  render(after("survivor"));
  await userEvent.type(screen.getByRole("textbox", { name: "Note" }), "Mine");
  const take = () => screen.getAllByRole("button", { name: "Move it to the note" });
  expect(take()).toHaveLength(2);
  const [, note = document.body] = take();
  await userEvent.click(note);
  expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("Mine\n\nWants 20 pallets");
  expect(take()).toHaveLength(1);
});

test("what was saved, given up or left open on a lead that is still there is nothing to come back to", async () => {
  const { unmount } = render(page(former));
  await userEvent.click(screen.getByRole("button", { name: /Firm/ }));
  await userEvent.type(screen.getByRole("textbox", { name: "Firm" }), "x{Escape}");
  unmount();
  await userEvent.click(document.body);
  const view = render(page(former));
  await userEvent.click(screen.getByRole("button", { name: /Firm/ }));
  await userEvent.type(screen.getByRole("textbox", { name: "Firm" }), "left open");
  view.unmount();
  render(page(former)).unmount();
  render(after());
  expect(screen.queryByRole("button", { name: "Discard" })).not.toBeInTheDocument();
});
