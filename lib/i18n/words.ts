import type { Messages } from "next-intl";

/** Texts that the browser is sent only where a room says so; all others it is sent everywhere. */
export const ROOM_WORDS = [
  "intake",
  "imports",
  "users",
  "rules",
  "inbox",
  "proof",
  "spam",
  "spamMark",
  "watch",
  "letters",
  "mail",
  "directory",
  "provider",
  "groupRules",
  "condition",
  "lead",
  "timeline",
  "duplicates",
  "setUp",
  "secondFactor",
  "passkeys",
  "invites",
  "forgotten",
  "requests",
  "apiKeys",
  "apiReference",
  "webhooks",
  "vocabulary",
  "customFields",
  "words",
  "roles",
  "leadAccess",
  "sensitive",
  "calendar",
  "targets",
  "tasks",
  "templates",
  "mentions",
  "assignment",
  "audit",
  "auditDesk",
] as const;
export type RoomWord = (typeof ROOM_WORDS)[number];

export function wordsFor(messages: Messages, room: readonly RoomWord[]): Partial<Messages> {
  const kept = Object.entries(messages).filter(([name]) => {
    const word = ROOM_WORDS.find((one) => one === name);
    return word === undefined || room.includes(word);
  });
  return Object.fromEntries(kept);
}
