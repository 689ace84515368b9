import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import { Field } from "@/components/ui/field";
import { MultiCombobox } from "@/components/ui/multi-combobox";

const people: ComboboxOption[] = [
  { value: "1", label: "Ana Pérez" },
  { value: "2", label: "Bruno Díaz" },
  { value: "3", label: "Carla Gómez" },
];
const words = { emptyText: "Nobody", loadingText: "Searching…", clearLabel: "Clear", openLabel: "Open" };

type OwnerProps = { onQueryChange?: (query: string) => void; loading?: boolean; options?: ComboboxOption[] };

function Owner({ options = people, ...search }: OwnerProps) {
  const [owner, setOwner] = useState<ComboboxOption | null>(null);
  return (
    <>
      <Field label="Owner">
        <Combobox options={options} value={owner} onValueChange={setOwner} {...words} {...search} />
      </Field>
      <p>owner: {owner?.value ?? "none"}</p>
    </>
  );
}

test("finds by what is typed and takes it by the keyboard", async () => {
  const user = userEvent.setup();
  render(<Owner />);
  const control = screen.getByRole("combobox", { name: "Owner" });
  await user.type(control, "bru");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Enter}");
  expect(screen.getByText("owner: 2")).toBeInTheDocument();
  expect(control).toHaveValue("Bruno Díaz");
});

test("says so when nothing matches, and takes nothing", async () => {
  const user = userEvent.setup();
  render(<Owner />);
  await user.type(screen.getByRole("combobox", { name: "Owner" }), "zzz");
  expect(screen.getByText("Nobody")).toBeInTheDocument();
  await user.keyboard("{Enter}");
  expect(screen.getByText("owner: none")).toBeInTheDocument();
});

test("can be cleared", async () => {
  const user = userEvent.setup();
  render(<Owner />);
  await user.type(screen.getByRole("combobox", { name: "Owner" }), "car{Enter}");
  expect(screen.getByText("owner: 3")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(screen.getByText("owner: none")).toBeInTheDocument();
});

test("with a search on the server shows what came, unfiltered, and says while it waits", async () => {
  const user = userEvent.setup();
  const asked = jest.fn();
  const { rerender } = render(<Owner options={[]} onQueryChange={asked} loading />);
  await user.type(screen.getByRole("combobox", { name: "Owner" }), "x");
  expect(asked).toHaveBeenLastCalledWith("x");
  expect(await screen.findByText("Searching…")).toBeInTheDocument();
  expect(screen.queryByText("Nobody")).not.toBeInTheDocument();

  rerender(<Owner options={people} onQueryChange={asked} loading={false} />);
  expect(screen.getAllByRole("option")).toHaveLength(3);
});

function Companies() {
  const [chosen, setChosen] = useState<ComboboxOption[]>([]);
  return (
    <>
      <Field label="People">
        <MultiCombobox
          options={people}
          value={chosen}
          onValueChange={setChosen}
          emptyText="Nobody"
          loadingText="Searching…"
          removeLabel={(label) => `Remove ${label}`}
        />
      </Field>
      <p>chosen: {chosen.map((option) => option.value).join(",") || "none"}</p>
    </>
  );
}

test("takes several, and lets one go", async () => {
  const user = userEvent.setup();
  render(<Companies />);
  await user.click(screen.getByRole("combobox", { name: "People" }));
  await user.click(await screen.findByRole("option", { name: /Ana/ }));
  await user.click(screen.getByRole("option", { name: /Carla/ }));
  expect(screen.getByText("chosen: 1,3")).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Remove Ana Pérez" }));
  expect(screen.getByText("chosen: 3")).toBeInTheDocument();
});
