import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { ConditionEditor } from "@/components/condition/condition-editor";
import type { EditorField } from "@/components/condition/draft";
import type { Condition } from "@/lib/core/condition/schema";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";

// Opening a list takes jsdom half a second, and more where other work shares the machine.
jest.setTimeout(30_000);

const FIELDS: EditorField[] = [
  { key: "name", label: "Name", type: "text" },
  { key: "score", label: "Score", type: "number" },
  { key: "created", label: "Created", type: "date" },
  { key: "active", label: "Active", type: "boolean" },
  { key: "owner", label: "Owner", type: "ref", me: true, options: [{ value: "u1", label: "Ana" }] },
  { key: "tags", label: "Tags", type: "list", options: [{ value: "vip", label: "VIP" }] },
];

function show(value: Condition, language: "en" | "es" = "en") {
  const changes: Condition[] = [];
  function Form() {
    const [condition, setCondition] = useState(value);
    return (
      <ConditionEditor
        fields={FIELDS}
        value={condition}
        onChange={(next) => {
          changes.push(next);
          setCondition(next);
        }}
      />
    );
  }
  render(
    <NextIntlClientProvider locale={language} messages={language === "en" ? en : es} timeZone="UTC">
      <Form />
    </NextIntlClientProvider>,
  );
  return { user: userEvent.setup(), last: () => changes.at(-1) };
}

type User = ReturnType<typeof userEvent.setup>;

async function choose(user: User, within_: HTMLElement, label: string, option: string) {
  await user.click(within(within_).getByRole("combobox", { name: label }));
  await user.click(await screen.findByRole("option", { name: option }));
}

async function addToOutermost(user: User) {
  for (const button of screen.getAllByRole("button", { name: "Add condition" }).slice(-1)) await user.click(button);
}

/** So many groups in each other. */
function nest(groups: number): Condition {
  return { all: groups === 1 ? [] : [nest(groups - 1)] };
}

const row = (number: number) => screen.getByRole("group", { name: `Condition ${number}` });

test("makes a condition from nothing", async () => {
  const { user, last } = show({ all: [] });
  expect(screen.getByText("No conditions yet.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Add condition" }));
  await user.type(within(row(1)).getByRole("textbox", { name: "Value" }), "pallets");
  expect(last()).toStrictEqual({ all: [{ field: "name", op: "contains", value: "pallets" }] });
  await choose(user, row(1), "Comparison", "is empty");
  expect(within(row(1)).queryByRole("textbox")).not.toBeInTheDocument();
  expect(last()).toStrictEqual({ all: [{ field: "name", op: "isEmpty" }] });
});

test("starts a value anew for another field, and keeps it for a like comparison", async () => {
  const { user, last } = show({ field: "name", op: "is", value: "x" });
  await choose(user, row(1), "Comparison", "is one of");
  expect(last()).toStrictEqual({ all: [{ field: "name", op: "in", value: ["x"] }] });
  await choose(user, row(1), "Field", "Score");
  expect(last()).toStrictEqual({ all: [{ field: "score", op: "is" }] });
  await user.type(within(row(1)).getByRole("spinbutton", { name: "Value" }), "-2.5");
  expect(last()).toStrictEqual({ all: [{ field: "score", op: "is", value: -2.5 }] });
});

test("draws groups of every mode, nested, and gives back what it was given", async () => {
  const given: Condition = {
    any: [
      { field: "score", op: "between", value: [1, 5] },
      { not: { all: [{ field: "active", op: "is", value: true }] } },
      { not: { any: [{ field: "gone", op: "is", value: "x" }] } },
    ],
  };
  const { user, last } = show(given);
  const modes = screen.getAllByRole("combobox", { name: "How they combine" });
  expect(modes.map((mode) => mode.textContent)).toStrictEqual([
    "Any of these holds",
    "Not all of these hold",
    "None of these holds",
  ]);
  expect(screen.getByText("gone (no longer exists)")).toBeVisible();
  await addToOutermost(user);
  expect(last()).toStrictEqual({ any: [...given.any, { field: "name", op: "contains" }] });
});

test("adds and removes groups, and never loses the focus", async () => {
  const { user, last } = show({ all: [{ field: "active", op: "is", value: false }] });
  await user.click(screen.getByRole("button", { name: "Add group" }));
  expect(last()).toStrictEqual({
    all: [{ field: "active", op: "is", value: false }, { any: [{ field: "name", op: "contains" }] }],
  });
  await user.click(screen.getByRole("button", { name: "Remove group" }));
  expect(screen.getByRole("button", { name: "Add condition" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Remove condition 1" }));
  expect(last()).toStrictEqual({ all: [] });
  expect(screen.getByRole("button", { name: "Add condition" })).toHaveFocus();
});

test("offers no group deeper than a condition may be", () => {
  show(nest(6));
  expect(screen.getAllByRole("button", { name: "Add condition" })).toHaveLength(6);
  expect(screen.getAllByRole("button", { name: "Add group" })).toHaveLength(5);
});

test("says times in words", async () => {
  const { user, last } = show({
    field: "created",
    op: "on",
    value: { relative: { unit: "day", offset: -6, count: 7 } },
  });
  expect(within(row(1)).getByRole("combobox", { name: "When" })).toHaveTextContent("the last…");
  const count = within(row(1)).getByRole("spinbutton", { name: "How many" });
  expect(count).toHaveValue(7);
  await user.clear(count);
  await user.type(count, "30");
  expect(last()).toStrictEqual({
    all: [{ field: "created", op: "on", value: { relative: { unit: "day", offset: -29, count: 30 } } }],
  });
  await choose(user, row(1), "When", "…ago");
  await choose(user, row(1), "Unit", "hours");
  await choose(user, row(1), "Comparison", "is before");
  expect(last()).toStrictEqual({
    all: [{ field: "created", op: "before", value: { relative: { unit: "hour", offset: -30 } } }],
  });
  await choose(user, row(1), "When", "yesterday");
  expect(last()).toStrictEqual({
    all: [{ field: "created", op: "before", value: { relative: { unit: "day", offset: -1 } } }],
  });
  await choose(user, row(1), "When", "a date");
  await user.type(within(row(1)).getByLabelText("Date"), "2024-02-29");
  expect(last()).toStrictEqual({ all: [{ field: "created", op: "before", value: "2024-02-29" }] });
});

test("keeps the words while a number in them is typed, though one day ago is yesterday", async () => {
  const { user, last } = show({ field: "created", op: "before", value: { relative: { unit: "day", offset: -7 } } });
  const count = within(row(1)).getByRole("spinbutton", { name: "How many" });
  await user.clear(count);
  await user.type(count, "15");
  expect(last()).toStrictEqual({
    all: [{ field: "created", op: "before", value: { relative: { unit: "day", offset: -15 } } }],
  });
});

test("chooses users, the one who looks among them, and tags", async () => {
  const { user, last } = show({
    all: [
      { field: "owner", op: "is" },
      { field: "tags", op: "hasAny", value: ["old"] },
    ],
  });
  await user.click(within(row(1)).getByRole("combobox", { name: "Value" }));
  await user.click(await screen.findByRole("option", { name: "Whoever is looking" }));
  await user.type(within(row(2)).getByRole("combobox", { name: "Value" }), "vip");
  await user.click(await screen.findByRole("option", { name: "VIP" }));
  expect(last()).toStrictEqual({
    all: [
      { field: "owner", op: "is", value: "@me" },
      { field: "tags", op: "hasAny", value: ["old", "vip"] },
    ],
  });
});

test("works by keyboard alone", async () => {
  const { user, last } = show({ all: [] });
  await user.tab();
  expect(screen.getByRole("combobox", { name: "How they combine" })).toHaveFocus();
  await user.tab();
  await user.keyboard("{Enter}");
  await user.tab({ shift: true });
  expect(screen.getByRole("button", { name: "Remove condition 1" })).toHaveFocus();
  await user.tab({ shift: true });
  await user.keyboard("acme");
  expect(last()).toStrictEqual({ all: [{ field: "name", op: "contains", value: "acme" }] });
});

test("speaks Spanish", () => {
  show({ field: "name", op: "notContains", value: "x" }, "es");
  expect(screen.getByRole("combobox", { name: "Comparación" })).toHaveTextContent("no contiene");
  expect(screen.getByRole("button", { name: "Agregar condición" })).toBeVisible();
});
