import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import ErrorPage from "@/app/error";
import ErrorInShell from "@/app/(app)/error";
import messages from "@/lib/i18n/messages/en.json";

const failed = { error: Object.assign(new Error("broken"), { digest: "42" }), reset: () => undefined };

function show(page: React.ReactNode) {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {page}
    </NextIntlClientProvider>,
  );
}

test("a page that fails has one main landmark: its own, or the shell's around it", () => {
  show(<ErrorPage {...failed} />);
  expect(screen.getAllByRole("main")).toHaveLength(1);
  expect(screen.getByRole("main")).toHaveTextContent("Something went wrong");
});

test("within the shell it brings none", () => {
  show(
    <main>
      <ErrorInShell {...failed} />
    </main>,
  );
  expect(screen.getAllByRole("main")).toHaveLength(1);
  expect(screen.getByText("42")).toBeVisible();
});
