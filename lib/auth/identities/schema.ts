/** What says, other than a password of ours, who somebody is: the company's directory (LDAP), its identity provider (OpenID Connect). */
export const VIAS = ["directory", "provider"] as const;
export type Via = (typeof VIAS)[number];

/** A person as they are told there. */
export type Listed = {
  /** What is never changed there of them. */
  key: string;
  /** Of the directory their distinguished name. */
  dn: string;
  account: string;
  email: string;
  firstName: string;
  lastName: string;
  phone: string;
  jobTitle: string;
  /** Of the directory the distinguished names of their groups; of the provider what it calls them. */
  groups: string[];
};

/** As a row says it. */
export const viaOf = ({ via }: { via: string }): Via => (via === "provider" ? "provider" : "directory");

/** The reason by which is refused here what is the directory's, or the provider's, to say. */
export const heldBy = ({ via }: { via: string }) => (via === "provider" ? "byProvider" : "byDirectory");
