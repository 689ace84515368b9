import { z } from "zod";
import { MOST_COLUMNS_TEXT, isColumns } from "@/lib/leads/list/columns/schema";

const AUDIENCES = ["private", "company", "everyone"] as const;
export type Audience = (typeof AUDIENCES)[number];

export const saveViewInput = z.object({
  /** Of the view that changes; a new one without. */
  id: z.uuid().optional(),
  /** When it had last changed, as far as the one who saves knows. */
  seen: z.iso.datetime().optional(),
  name: z.string().trim().min(1, "required").max(60, "tooLong"),
  audience: z.enum(AUDIENCES),
  companyId: z.uuid().nullable(),
  /** Filters and order, as an address says them. */
  query: z.string().max(20_000, "tooLong"),
  columns: z
    .string()
    .max(MOST_COLUMNS_TEXT)
    .refine((text) => text === "" || isColumns(text), "notValid"),
  /** The roles whose list opens with it; only whoever shares with everyone may say so. */
  roleIds: z.array(z.uuid()).max(100).optional(),
});
export type SaveViewInput = z.output<typeof saveViewInput>;

export const deleteViewInput = z.object({ id: z.uuid() });
export const orderViewsInput = z.object({ ids: z.array(z.uuid()).max(200) });

export type ListedView = {
  id: string;
  name: string;
  audience: Audience;
  companyId: string | null;
  query: string;
  columns: string;
  mine: boolean;
  mayChange: boolean;
  roleIds: string[];
  updatedAt: string;
};

/** With whom the one who looks may share a view. */
export type ViewSharing = {
  companies: { id: string; name: string }[];
  everyone: boolean;
  roles: { id: string; name: string }[];
};
