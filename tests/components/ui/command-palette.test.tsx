import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { CommandPalette, CommandTrigger } from "@/components/ui/command-palette";

const words = { label: "Commands", placeholder: "Search…", emptyText: "Nothing", loadingText: "Searching…" };

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

test("opens by its button, and a plain k doesn’t open it", async () => {
  const user = userEvent.setup();
  showPalette();
  await user.keyboard("k");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /Search/ }));
  expect(await screen.findByRole("dialog", { name: "Commands" })).toBeVisible();
});
