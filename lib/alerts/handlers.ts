import { noteAssigned } from "@/lib/alerts/assigned/commands";
import type { Consumer } from "@/lib/core/consumers";

/** Writes down who was given a lead and is to be told. */
export const assignedReader: Consumer = { name: "given leads", handle: noteAssigned };
