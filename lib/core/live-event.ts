/**
 * What a screen hears of an event. `resync` stands for anything it may have missed: it reads again. `sourceId` says
 * which source a delivery came from.
 */
export type LiveEvent = { name: string; id: string; actorId: string | null; sourceId?: string };

/** Told to a screen whose own session seems to be over: it asks whether it is. */
export const SESSION_ENDED = "session.ended";

/** Told to a screen when its stream broke off: whether the server is still there is asked. */
export const STREAM_LOST = "stream.lost";
