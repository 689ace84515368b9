/** One thing that must hold, and what was seen. */
export type Check = { name: string; ok: boolean; note: string };
