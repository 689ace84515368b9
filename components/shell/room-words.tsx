import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { wordsFor } from "@/lib/i18n/words";
import type { RoomWord } from "@/lib/i18n/words";

/** Sends the browser the texts of a room: all of them everywhere were a tenth of each page. The innermost counts. */
export async function RoomWords({ of, children }: { of: readonly RoomWord[]; children: React.ReactNode }) {
  return <NextIntlClientProvider messages={wordsFor(await getMessages(), of)}>{children}</NextIntlClientProvider>;
}
