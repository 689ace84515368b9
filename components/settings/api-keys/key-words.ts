import type { KeyPermission } from "@/lib/auth/keys/schema";

/** Under which word a permission of a key is told. */
export const MAY = {
  "lead.create": "create",
  "lead.read": "read",
  "intake.read": "arrivals",
  "user.read": "people",
} as const satisfies Record<KeyPermission, string>;
