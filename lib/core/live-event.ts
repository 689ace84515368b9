/** What a screen hears of an event. `resync` stands for anything it may have missed: it reads again. */
export type LiveEvent = { name: string; id: string; actorId: string | null };

/** Told to a screen whose own session seems to be over: it asks whether it is. */
export const SESSION_ENDED = "session.ended";
