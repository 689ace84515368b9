/** What of a lead an attempt changed, as it was. Attempts from before this was kept have nothing of it. */
export type Former = { lastActivityAt?: string; wroteAgainAt?: string | null };
