import { z } from "zod";
import { SCOPES } from "@/lib/core/permissions";

/** `sight`: how far the changed role would see leads. */
export const previewRoleInput = z.object({ roleId: z.uuid(), sight: z.enum(SCOPES).nullable() });
export type PreviewRoleInput = z.output<typeof previewRoleInput>;

/** Of each active member, how many leads they see, now and with the changed role; `more`: members left out. */
export type RolePreview = { members: { id: string; name: string; before: number; after: number }[]; more: number };
