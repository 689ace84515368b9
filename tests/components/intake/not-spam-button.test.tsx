import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { NotSpamButton } from "@/components/intake/spam/not-spam-button";
import { sayGenuineAction } from "@/lib/intake/spam/actions";
import en from "@/lib/i18n/messages/en.json";
import type { Teachable } from "@/lib/intake/spam/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ push: jest.fn(), refresh: jest.fn() }) }));
jest.mock("@/lib/intake/spam/actions", () => ({
  sayGenuineAction: jest.fn(() => Promise.resolve({ ok: true, data: { rulingId: "r" } })),
  takeBackRulingAction: jest.fn(),
}));

const TEACHES: Teachable[] = [
  { kind: "email", value: "ana@example.com", shown: "ana@example.com" },
  { kind: "field", value: "s honeypot", shown: "honeypot (Contacto)", ofAll: true },
];

async function open() {
  render(
    <NextIntlClientProvider locale="en" messages={en}>
      <NotSpamButton deliveryId="d" teaches={TEACHES} />
    </NextIntlClientProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Not spam" }));
}
const field = () => screen.getByRole("checkbox", { name: /honeypot/ });

test("the sender is ticked; that a field is no trap for anybody is said only by who ticks it", async () => {
  await open();
  expect(screen.getByRole("checkbox", { name: "Trust ana@example.com" })).toBeChecked();
  expect(field()).not.toBeChecked();
  await userEvent.click(screen.getByRole("button", { name: "Not spam" }));
  expect(sayGenuineAction).toHaveBeenLastCalledWith({ deliveryId: "d", teach: ["email ana@example.com"] });
});

test("ticked, it is learnt", async () => {
  await open();
  await userEvent.click(field());
  await userEvent.click(screen.getByRole("button", { name: "Not spam" }));
  const teach = ["email ana@example.com", "field s honeypot"];
  expect(sayGenuineAction).toHaveBeenLastCalledWith({ deliveryId: "d", teach });
});
