import { z } from "zod";

/** A field that gives something away: its key, and what stands in it. */
export type Sign = { key: string; value: string };

/** What a request tells of how it came about, beside what somebody wrote. Only what speaks for spam or of time is there. */
export type Signs = {
  /** Fields that no visitor sees, filled in. */
  traps?: Sign[];
  /** The plugin or its spam filter says so itself. */
  flags?: Sign[];
  /** A mail's header that only programs' mail has. */
  headers?: Sign[];
  subject?: string;
  /** How long the form was open, in seconds. */
  open?: { key: string; seconds: number };
  /** When the form was shown, as an ISO moment. */
  shown?: { key: string; at: string };
};

/** What is looked at, in the order in which the screens name it. Each can be switched off for a source. */
export const CHECKS = [
  "honeypot",
  "flagged",
  "automatic",
  "no_reply",
  "disposable",
  "too_fast",
  "links",
  "repeated",
] as const;
export type Check = (typeof CHECKS)[number];

/** Everything that can speak for spam: the checks, and what people said. */
export const SPAM_KEYS = [...CHECKS, "blocked", "same_entry", "by_hand"] as const;
export type SpamKey = (typeof SPAM_KEYS)[number];

/** One thing that speaks for spam; `detail` is what was found, as the sentence about it says it. */
export type SpamReason = { check: SpamKey; detail: string; points: number };

/** From so many points on it is spam. One hard reason has them all; soft ones add up. */
export const SPAM_POINTS = 100;

/** The reason of a delivery that ended as spam: the strongest one. */
export const spamReason = (check: SpamKey): string => `spam_${check}`;

export const LISTS = ["genuine", "blocked"] as const;
export type SpamList = (typeof LISTS)[number];

/** `field` and a text's key are taught only, an address of a network only blocked. */
export type SpamKind = "email" | "domain" | "phone" | "text" | "field" | "ip";

/** One thing on a list, or about to be. */
export type Taught = { kind: SpamKind; value: string; shown: string };
/** What "not spam" may teach; `ofAll`: it lets in whoever sends, and is learnt only where somebody chose it. */
export type Teachable = Taught & { ofAll?: true };
export const taughtKey = ({ kind, value }: Pick<Taught, "kind" | "value">): string => `${kind} ${value}`;

/** What a hand may add to each list. */
export const ADDED_KINDS = {
  genuine: ["email", "domain", "phone"],
  blocked: ["email", "domain", "phone", "text", "ip"],
} as const satisfies Record<SpamList, readonly SpamKind[]>;

/** So many fragments of text are looked for in each message. */
export const MOST_FRAGMENTS = 500;

export const addSpamEntryInput = z.object({
  list: z.enum(LISTS),
  kind: z.enum(["email", "domain", "phone", "text", "ip"]),
  value: z.string().trim().min(1, "required").max(300, "tooLong"),
});
export type AddSpamEntryInput = z.output<typeof addSpamEntryInput>;

export const spamEntryInput = z.object({ entryId: z.uuid() });
export type SpamEntryInput = z.output<typeof spamEntryInput>;

export const genuineInput = z.object({
  deliveryId: z.uuid(),
  /** What of it is learnt, by its keys; where nobody chose, all that speaks of the sender. */
  teach: z.array(z.string().max(500)).max(50).optional(),
});
export type GenuineInput = z.output<typeof genuineInput>;

export const rulingInput = z.object({ rulingId: z.uuid() });
export type RulingInput = z.output<typeof rulingInput>;

/** What of it is blocked from now on. */
export const BLOCKABLE = ["email", "domain", "phone"] as const;
export const markSpamInput = z.object({ deliveryId: z.uuid(), block: z.array(z.enum(BLOCKABLE)).max(3).default([]) });
export type MarkSpamInput = z.output<typeof markSpamInput>;

export type SpamEntryView = {
  id: string;
  list: SpamList;
  kind: SpamKind;
  shown: string;
  addedAt: Date;
  addedBy: string;
  deliveryId: string | null;
};
