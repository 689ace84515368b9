import { z } from "zod";

const MB = 1024 * 1024;

/** What is sent at most. */
export const MOST_PHOTO_MB = 5;
export const MOST_PHOTO_BYTES = MOST_PHOTO_MB * MB;
/** What is chosen at most: the browser makes it small before it is sent, and a phone's photo is heavier than what is taken. */
export const MOST_CHOSEN_MB = 50;
export const MOST_CHOSEN_BYTES = MOST_CHOSEN_MB * MB;
export const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
/** What a browser makes of a photo before it sends it. */
export const PHOTO_SIDE = 256;
/** What is taken of a program that sends one as it is. */
export const PHOTO_SIDES = { least: 16, most: 1024 };

export const photoInput = z.object({ userId: z.uuid() });
export type PhotoInput = z.output<typeof photoInput>;

/** Another photo has another address, so a browser keeps each as long as it likes. */
export const photoVersion = (digest: string): string => digest.slice(0, 12);
export const photoHref = (userId: string, digest: string): string =>
  `/api/users/${userId}/photo?v=${photoVersion(digest)}`;
