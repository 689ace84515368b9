import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { PersonPicker } from "@/components/leads/person-picker";
import messages from "@/lib/i18n/messages/en.json";
import type { Pickable } from "@/components/leads/person-picker";

// What jsdom doesn't have: nothing is drawn, so nothing is scrolled or measured.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
  globalThis.ResizeObserver = class {
    observe(): void {
      // Nothing changes its size.
    }
    unobserve(): void {
      // Nothing is observed.
    }
    disconnect(): void {
      // Nothing is observed.
    }
  };
});

const person = (id: string, name: string, more: Partial<Pickable> = {}): Pickable => ({
  id,
  name,
  jobTitle: "",
  openLeads: 3,
  ...more,
});
const people = [
  person("a", "Ana Ledesma"),
  person("m", "Martín Ánibal"),
  person("z", "Zoe Paz", { suggested: "before" }),
];

function picker(given: readonly Pickable[] | null, onPick: jest.Mock) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <PersonPicker label="Owner" people={given} chosenId="a" withNobody withReason onPick={onPick} />
    </NextIntlClientProvider>
  );
}

test("who can't sign in yet is marked, and nobody else", () => {
  render(picker([...people, person("i", "Inés Roca", { invited: true })], jest.fn()));
  expect(screen.getByRole("option", { name: /Inés/ })).toHaveTextContent("invitation pending");
  expect(screen.getByRole("option", { name: /Ana/ })).not.toHaveTextContent("invitation");
});

test("typing highlights the first match, whatever its accents, and Enter picks it", async () => {
  const onPick = jest.fn();
  render(picker(people, onPick));
  await userEvent.keyboard("anibal");
  expect(screen.getByRole("option", { name: /Martín/ })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: "m" }), "");
});

test("a name that begins with what is typed stands before one that only has it", async () => {
  const onPick = jest.fn();
  render(picker([person("x", "Juan Ana"), ...people], onPick));
  await userEvent.keyboard("ana{Enter}");
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: "a" }), "");
});

test("before anything is typed, who has it is highlighted: Enter changes nothing by accident", async () => {
  const onPick = jest.fn();
  render(picker(people, onPick));
  expect(screen.getByText("Suggested")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: "a" }), "");
});

test("Enter picks nobody when nobody matches", async () => {
  const onPick = jest.fn();
  render(picker(people, onPick));
  await userEvent.keyboard("xyz{Enter}");
  expect(screen.getByText("Nobody matches")).toBeVisible();
  expect(onPick).not.toHaveBeenCalled();
});

test("an Enter before the people are here picks as soon as they are", async () => {
  const onPick = jest.fn();
  const { rerender } = render(picker(null, onPick));
  await userEvent.keyboard("zoe{Enter}");
  expect(onPick).not.toHaveBeenCalled();
  rerender(picker(people, onPick));
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: "z" }), "");
});

test("a reason goes along with whom Enter picks", async () => {
  const onPick = jest.fn();
  render(picker(people, onPick));
  await userEvent.keyboard("zoe{Tab}knows them{Enter}");
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ id: "z" }), "knows them");
});
