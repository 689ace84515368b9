/** Of who sent something, what can be blocked. */
export type Blockable = Partial<Record<"email" | "domain" | "phone", string>>;

export type TouchpointView = {
  id: string;
  /** The delivery that brought it and what of its sender could be blocked, for who may say that it is spam. */
  spam: { deliveryId: string; values: Blockable } | null;
  /** Name, firm, mail and phone they gave this time, as far as they gave them. */
  person: string[];
  /** What else the form said this time. */
  extra: { name: string; value: string }[];
  files: { name: string; url: string }[];
  consent: boolean | null;
  /** Longer than a lead holds; whole in the delivery. */
  cut: boolean;
  /** The connection broke: there is no more of it. */
  cutOff: boolean;
  at: string;
  sourceName: string;
  message: string;
  service: string;
  pageUrl: string;
  referrer: string;
  utm: { source: string; medium: string; campaign: string; term: string; content: string };
};
