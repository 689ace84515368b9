import { normaliseEmail } from "@/lib/core/email";
import { storable, visible } from "@/lib/core/text";
import type { Listed } from "@/lib/auth/identities/schema";
import type { ProviderValues } from "@/lib/auth/provider/schema";

export type Claims = Readonly<Record<string, unknown>>;

const MOST_GROUPS = 2_000;
const LONGEST_GROUP = 500;

/**
 * What stands at the end of a way: the claim of that name, or the one inside it that the dots lead to. A name may have dots
 * of its own, as addresses and clients' names do.
 */
export function claimAt(claims: unknown, way: string): unknown {
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) return undefined;
  if (Object.hasOwn(claims, way)) return (claims as Claims)[way];
  for (let dot = way.indexOf("."); dot !== -1; dot = way.indexOf(".", dot + 1)) {
    const first = way.slice(0, dot);
    const found = Object.hasOwn(claims, first) ? claimAt((claims as Claims)[first], way.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Somebody's groups: a list of texts, or one text. */
export function groupsIn(claims: Claims, way: string): string[] {
  const said = claimAt(claims, way);
  const all: unknown[] = Array.isArray(said) ? said : [said];
  return all
    .filter((group): group is string => typeof group === "string" && group.length <= LONGEST_GROUP)
    .slice(0, MOST_GROUPS);
}

/** Entra ID names no groups of who is in many, and says where they could be asked for. */
export function hasTooManyGroups(claims: Claims, way: string): boolean {
  const elsewhere = claims["_claim_names"];
  return typeof elsewhere === "object" && elsewhere !== null && Object.hasOwn(elsewhere, way);
}

/** The person that the claims tell of, known again by who says so and by what it calls them for ever. */
export function listedBy(issuer: string, sub: string, claims: Claims, values: ProviderValues): Listed {
  const text = (name: string, most: number) => line(claimAt(claims, name)).slice(0, most);
  const [firstName, lastName] = namesIn(claims);
  const email = mailIn(claims, values);
  return {
    key: `${issuer} ${sub}`,
    dn: "",
    account: text(values.accountClaim, 254),
    email,
    firstName: firstName.slice(0, 120),
    lastName: lastName.slice(0, 120),
    phone: text("phone_number", 60),
    jobTitle: "",
    groups: groupsIn(claims, values.groupsClaim),
  };
}

/** An address that the provider calls verified, or says nothing about where that is enough. */
function mailIn(claims: Claims, { trustsMail }: ProviderValues): string {
  const verified = claims["email_verified"];
  // Some send it as a text.
  const counts = verified === true || verified === "true" || (verified === undefined && trustsMail);
  return counts ? (normaliseEmail(line(claims["email"]).slice(0, 254)) ?? "") : "";
}

function namesIn(claims: Claims): [first: string, last: string] {
  const [given, family] = [line(claims["given_name"]), line(claims["family_name"])];
  return given === "" ? [line(claims["name"]), ""] : [given, family];
}

function line(value: unknown): string {
  return typeof value === "string" ? visible(storable(value)).trim() : "";
}
