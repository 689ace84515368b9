import { z } from "zod";

export const BANDS = ["strong", "likely", "possible"] as const;
export type Band = (typeof BANDS)[number];

/** From which strength on, of 100. */
export const BAND_FROM: Record<Band, number> = { strong: 85, likely: 65, possible: 50 };

export function bandOf(strength: number): Band {
  return BANDS.find((band) => strength >= BAND_FROM[band]) ?? "possible";
}

export const REASONS = [
  "mail",
  "phone",
  "phoneEnd",
  "taxId",
  "domain",
  "firm",
  "nearFirm",
  "name",
  "nearName",
] as const;
/** What two leads have in common: its value where it is the same, its likeness of 100 where it is near. */
export type Reason = { kind: (typeof REASONS)[number]; value?: string; likeness?: number };

export const PAIR_PAGE = 25;

export const dismissPairsInput = z.object({ pairIds: z.array(z.uuid()).min(1).max(200) });
export type DismissPairsInput = z.output<typeof dismissPairsInput>;

export type PairSide = {
  id: string;
  number: number;
  label: string;
  contactName: string;
  firm: string;
  email: string;
  phone: string;
  statusId: string;
  ownerName: string;
  companyName: string;
  receivedAt: string;
  touchCount: number;
};
export type Pair = { id: string; strength: number; band: Band; reasons: Reason[]; a: PairSide; b: PairSide };

export type PairPage = { pairs: Pair[]; next: string | null; counts: Record<Band, number> };

/** A lead's possible duplicate, as the lead's page shows it. */
export type LeadDuplicate = { pairId: string; band: Band; reasons: Reason[]; other: PairSide };
