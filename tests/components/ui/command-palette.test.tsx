import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { CommandPalette as Palette, CommandTrigger } from "@/components/ui/command-palette";

const words = { label: "Commands", placeholder: "Search…", emptyText: "Nothing", loadingText: "Searching…" };

/** As the shell holds it: what is typed is kept outside. */
function CommandPalette(props: Omit<React.ComponentProps<typeof Palette>, "query" | "onQueryChange">) {
  const [query, setQuery] = useState("");
  return <Palette {...props} query={query} onQueryChange={setQuery} />;
}

beforeAll(() => {
  // The browser's, which jsdom lacks and the list asks for.
  window.ResizeObserver = class {
    observe = jest.fn();
    unobserve = jest.fn();
    disconnect = jest.fn();
  };
  Element.prototype.scrollIntoView = jest.fn();
});

function showPalette() {
  const went = jest.fn<undefined, [string]>();
  render(
    <>
      <CommandTrigger label="Search" />
      <CommandPalette
        {...words}
        groups={[
          {
            key: "go",
            heading: "Go to",
            entries: [
              {
                key: "home",
                label: "Home",
                run: () => {
                  went("home");
                },
              },
              {
                key: "leads",
                label: "Leads",
                keywords: ["customers"],
                run: () => {
                  went("leads");
                },
              },
            ],
          },
        ]}
      />
    </>,
  );
  return went;
}

test("opens by Ctrl K, finds by another word, acts and closes", async () => {
  const user = userEvent.setup();
  const went = showPalette();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), "customers");
  await waitFor(() => {
    expect(screen.getAllByRole("option")).toHaveLength(1);
  });
  await user.keyboard("{Enter}");
  expect(went).toHaveBeenCalledWith("leads");
  expect(went).toHaveBeenCalledTimes(1);
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});

test("takes the first letters before its field is there, and begins anew when it is opened again", async () => {
  const user = userEvent.setup();
  showPalette();
  await user.keyboard("{Control>}k{/Control}le");
  expect(await screen.findByRole("combobox")).toHaveValue("le");
  await user.keyboard("{Escape}");
  await user.keyboard("{Control>}k{/Control}");
  expect(await screen.findByRole("combobox")).toHaveValue("");
});

test("opens by its button, and a plain k doesn’t open it", async () => {
  const user = userEvent.setup();
  showPalette();
  await user.keyboard("k");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /Search/ }));
  expect(await screen.findByRole("dialog", { name: "Commands" })).toBeVisible();
});

test("leaves what a search found as it was found, and puts the rest by its own likeness", async () => {
  const user = userEvent.setup();
  const entry = (label: string, always: boolean) => ({ key: label, label, always, run: () => undefined });
  const groups = (found: string[]) => [
    { key: "leads", heading: "Leads", entries: found.map((label) => entry(label, true)) },
    { key: "go", heading: "Go to", entries: [entry("The garden", false), entry("Gar", false), entry("Other", false)] },
  ];
  const { rerender } = render(<CommandPalette {...words} groups={groups(["Old", "gar"])} />);
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), "gar");
  const labels = () => screen.getAllByRole("option").map((option) => option.textContent);
  await waitFor(() => {
    expect(labels()).toStrictEqual(["Old", "gar", "Gar", "The garden"]);
  });
  rerender(<CommandPalette {...words} groups={groups(["gar", "Very old", "gart"])} />);
  await waitFor(() => {
    expect(labels()).toStrictEqual(["gar", "Very old", "gart", "Gar", "The garden"]);
  });
});

describe("what is preselected", () => {
  const entry = (key: string, run: () => void) => ({ key, label: `Lead ${key}`, always: true, run });
  const went = jest.fn<undefined, [string]>();

  function palette(found: string[], preselected?: string) {
    const entries = found.map((key) => entry(key, () => went(key)));
    const other = { key: "search", heading: "Search", entries: [entry("all", () => went("all"))] };
    return (
      <CommandPalette
        {...words}
        groups={[other, { key: "leads", heading: "Leads", entries }]}
        preselected={preselected}
      />
    );
  }

  async function found() {
    went.mockClear();
    const user = userEvent.setup();
    const { rerender } = render(palette(["near"]));
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox"), "1");
    rerender(palette(["near", "exact"], "leads:exact"));
    rerender(palette(["exact"], "leads:exact"));
    await waitFor(() => {
      expect(screen.getByRole("option", { name: /exact/ })).toHaveAttribute("aria-selected", "true");
    });
    return user;
  }

  test("is run by Enter, whatever came and went before it was there", async () => {
    const user = await found();
    await user.keyboard("{Enter}");
    expect(went).toHaveBeenCalledWith("exact");
  });

  test("is left by the arrow keys, and doesn't draw one back", async () => {
    const user = await found();
    await user.keyboard("{ArrowUp}");
    await waitFor(() => {
      expect(screen.getByRole("option", { name: /all/ })).toHaveAttribute("aria-selected", "true");
    });
    await user.keyboard("{Enter}");
    expect(went).toHaveBeenCalledWith("all");
  });
});
