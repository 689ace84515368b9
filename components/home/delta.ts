import { formatNumber } from "@/lib/core/format";
import type { Compared } from "@/lib/analytics/home/schema";

type Delta = { text: string; direction: "up" | "down" | "same"; meaning: "neutral" };

/** How a number moved against the period before: in percent, or by how many where there was nothing before. */
export function deltaOf({ count, before }: Compared, locale: string): Delta | undefined {
  if (!before) return undefined;
  const difference = count - before.count;
  const share = difference / before.count;
  const text =
    before.count === 0
      ? formatNumber(difference, { locale }, { signDisplay: "exceptZero" })
      : formatNumber(share, { locale }, Math.abs(share) < 0.01 ? BELOW_ONE : PERCENT);
  return {
    text: text.replace("-", MINUS),
    direction: DIRECTIONS[Math.sign(difference) + 1] ?? "same",
    meaning: "neutral",
  };
}

/** As long as the plus beside it. */
const MINUS = "\u2212";

const DIRECTIONS = ["down", "same", "up"] as const;

const PERCENT = { style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 } as const;
/** What moved at all didn't move by 0 %. */
const BELOW_ONE = { style: "percent", signDisplay: "exceptZero", maximumSignificantDigits: 1 } as const;
