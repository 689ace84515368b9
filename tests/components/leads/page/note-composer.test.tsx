import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ForgetTyped } from "@/components/form/forget-typed";
import { NoteComposer } from "@/components/leads/page/note-composer";
import { addNoteAction } from "@/lib/leads/notes/actions";
import { LONGEST_NOTE } from "@/lib/leads/notes/schema";
import { deskLead, deskOf } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/actions", () => ({}));
jest.mock("@/lib/leads/ownership/actions", () => ({}));
jest.mock("@/lib/leads/notes/actions", () => ({ addNoteAction: jest.fn(), mentionableAction: jest.fn() }));

const note = (meId = "me", leadId = "lead") => deskOf(<NoteComposer />, { ...deskLead, id: leadId }, meId);
const field = () => screen.getByRole("textbox", { name: "Note" });

/** Typed, and gone elsewhere. */
async function typed(text = "Pidió precio") {
  const { unmount } = render(note());
  await userEvent.type(field(), text);
  unmount();
}

beforeEach(() => {
  sessionStorage.clear();
});

describe("a note that wasn’t sent", () => {
  test("is there again when one comes back to its lead", async () => {
    await typed();
    render(note());
    expect(field()).toHaveValue("Pidió precio");
  });

  test("isn’t there on another lead, or for another user", async () => {
    await typed();
    const { unmount } = render(note("me", "other"));
    expect(field()).toHaveValue("");
    unmount();
    render(note("somebody-else"));
    expect(field()).toHaveValue("");
  });

  test("is gone once it is sent, or taken out by hand", async () => {
    jest.mocked(addNoteAction).mockResolvedValue({ ok: true, data: { noteId: "n" } });
    await typed();
    const { unmount } = render(note());
    await userEvent.click(screen.getByRole("button", { name: "Add note" }));
    expect(field()).toHaveValue("");
    unmount();
    await typed();
    const { unmount: leave } = render(note());
    await userEvent.clear(field());
    leave();
    render(note());
    expect(field()).toHaveValue("");
    expect(sessionStorage).toHaveLength(0);
  });

  test("stays where it was refused", async () => {
    jest.mocked(addNoteAction).mockResolvedValue({ ok: false, code: "FORBIDDEN", requestId: "r" });
    await typed();
    const { unmount } = render(note());
    await userEvent.click(screen.getByRole("button", { name: "Add note" }));
    unmount();
    render(note());
    expect(field()).toHaveValue("Pidió precio");
  });

  test("is gone from the browser where nobody is signed in, or somebody else; one’s own stays", async () => {
    await typed();
    render(<ForgetTyped but="me" />);
    expect(sessionStorage).toHaveLength(1);
    render(<ForgetTyped but="somebody-else" />);
    expect(sessionStorage).toHaveLength(0);
    await typed();
    render(<ForgetTyped />);
    expect(sessionStorage).toHaveLength(0);
  });
});

test("a note that is too long stays whole, is told how long it may be as soon as it is pasted, and isn’t sent; one that fits is", async () => {
  jest
    .mocked(addNoteAction)
    .mockReset()
    .mockResolvedValue({ ok: true, data: { noteId: "n" } });
  render(note());
  fireEvent.change(field(), { target: { value: "x".repeat(LONGEST_NOTE + 5) } });
  expect(field()).toHaveValue("x".repeat(LONGEST_NOTE + 5));
  expect(screen.getByText("Too long: it has 400,005 characters, and may have 400,000.")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Add note" }));
  expect(addNoteAction).not.toHaveBeenCalled();
  fireEvent.change(field(), { target: { value: "x".repeat(LONGEST_NOTE) } });
  expect(screen.queryByText(/Too long/)).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Add note" }));
  expect(addNoteAction).toHaveBeenCalledTimes(1);
});
