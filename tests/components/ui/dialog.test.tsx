import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";

function LogContact() {
  return (
    <Dialog>
      <DialogTrigger render={<Button>Log contact</Button>} />
      <DialogContent title="Log a contact" description="It stays in the history." closeLabel="Close">
        <input aria-label="Note" />
      </DialogContent>
    </Dialog>
  );
}

test("is named and described, and gives the focus back when closed by the keyboard", async () => {
  const user = userEvent.setup();
  render(<LogContact />);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();

  await user.click(screen.getByRole("button", { name: "Log contact" }));
  const dialog = await screen.findByRole("dialog", { name: "Log a contact" });
  expect(dialog).toHaveAccessibleDescription("It stays in the history.");
  await waitFor(() => {
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveFocus();
  });

  await user.keyboard("{Escape}");
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
  expect(screen.getByRole("button", { name: "Log contact" })).toHaveFocus();
});

test("closes by its button", async () => {
  const user = userEvent.setup();
  render(<LogContact />);
  await user.click(screen.getByRole("button", { name: "Log contact" }));
  await user.click(await screen.findByRole("button", { name: "Close" }));
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});

function Erase({ onErase, pending = false }: { onErase: () => void; pending?: boolean }) {
  const [open, setOpen] = useState(true);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      title="Erase this person?"
      description="That can’t be undone."
      confirmLabel="Erase"
      cancelLabel="Cancel"
      tone="danger"
      pending={pending}
      onConfirm={onErase}
    />
  );
}

test("a question does nothing when it is cancelled", async () => {
  const erased = jest.fn();
  render(<Erase onErase={erased} />);
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => {
    expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  });
  expect(erased).not.toHaveBeenCalled();
});

test("a question that is agreed to acts once and stays, so that a failure can be shown", async () => {
  const erased = jest.fn();
  render(<Erase onErase={erased} />);
  await userEvent.click(await screen.findByRole("button", { name: "Erase" }));
  expect(erased).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("alertdialog", { name: "Erase this person?" })).toBeInTheDocument();
});
