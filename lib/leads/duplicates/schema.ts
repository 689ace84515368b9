import { z } from "zod";

export const knownPeopleInput = z.object({
  contactName: z.string().trim().max(300).default(""),
  email: z.string().trim().max(254),
  phone: z.string().trim().max(60),
});
export type KnownPeopleInput = z.output<typeof knownPeopleInput>;

/** A known lead of the person being typed in. */
export type KnownPerson = {
  id: string;
  number: number;
  label: string;
  title: string;
  companyId: string;
  company: string;
  status: string;
  statusTone: string;
  owner: string;
  /** It may be the same one: more than a phone speaks for it, or nothing against it. */
  isLikely: boolean;
  /** The actor may say that this is one more arrival of it. */
  canTouch: boolean;
};
