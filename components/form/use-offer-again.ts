"use client";

import { useTranslations } from "next-intl";
import { untilReached } from "@/components/live/reach";
import { notify } from "@/components/ui/notify";

/** So long it stays once the server answers again. */
const STAYS_MS = 20_000;
let offers = 0;

/** Says that something wasn't done since no answer came, and offers it once more for as long as it can't be and a while after. */
export function useOfferAgain() {
  const common = useTranslations("common");
  return function offerAgain(message: string, again: () => void, id = `again-${++offers}`): void {
    let isTaken = false;
    const run = () => {
      isTaken = true;
      again();
    };
    const say = (durationMs: number) => {
      notify.error(message, { id, durationMs, action: { label: common("retry"), run } });
    };
    say(Infinity);
    void untilReached().then(() => {
      if (!isTaken) say(STAYS_MS);
    });
  };
}
