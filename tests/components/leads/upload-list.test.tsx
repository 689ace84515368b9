import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { UploadList } from "@/components/leads/files/upload-list";
import messages from "@/lib/i18n/messages/es.json";
import { MOST_FILE_BYTES } from "@/lib/leads/files/schema";
import type { Sending } from "@/components/leads/files/use-uploads";

function sending(name: string, size: number, more: Partial<Sending> = {}): Sending {
  const file = new File([], name);
  Object.defineProperty(file, "size", { value: size });
  return { key: name, file, percent: 0, ...more };
}

test("of several files it says of which one something is wrong, and of a file of just the limit that it weighs that", () => {
  const sendings = [
    sending("justo.pdf", MOST_FILE_BYTES),
    sending("vacio.txt", 0, { error: "El archivo está vacío." }),
    sending("plano.dwg", MOST_FILE_BYTES * 2, { error: "Pesa más de 20 MB." }),
  ];
  render(
    <NextIntlClientProvider locale="es" messages={messages} timeZone="UTC">
      <UploadList sendings={sendings} onDrop={() => undefined} onRetry={() => undefined} />
    </NextIntlClientProvider>,
  );
  const [just] = screen.getAllByRole("listitem");
  expect(just).toHaveTextContent("20 MB");
  expect(screen.getAllByRole("alert").map((one) => one.textContent)).toStrictEqual([
    "vacio.txt: El archivo está vacío.",
    "plano.dwg: Pesa más de 20 MB.",
  ]);
});
