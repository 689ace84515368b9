/** Everything but the secret of how the identity provider is spoken to. */
export type ProviderValues = {
  issuer: string;
  clientId: string;
  ca: string;
  scopes: string;
  /** The claim that carries somebody's groups, or the way to it: `realm_access.roles`. */
  groupsClaim: string;
  /** The claim by which somebody who has an account here already is recognised once. */
  accountClaim: string;
  trustsMail: boolean;
  label: string;
  againDays: number;
};

export const NO_PROVIDER: ProviderValues = {
  issuer: "",
  clientId: "",
  ca: "",
  scopes: "openid email profile",
  groupsClaim: "groups",
  accountClaim: "preferred_username",
  trustsMail: false,
  label: "",
  againDays: 7,
};

export type ProviderAccess = ProviderValues & { secret: string };

/** Where the provider sends people back to. */
export const RETURN_PATH = "/api/auth/provider/callback";
export const START_PATH = "/api/auth/provider";

/** Where a provider's address may be read from without encryption: this machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Encrypted, or on this machine: what travels in the clear can be read and changed by whoever is on the network. */
export function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}

/** Why the provider couldn't be spoken to, or what it said can't be used. A code; the screens word it. */
export const PROVIDER_PROBLEMS = [
  "unknown_host",
  "forbidden_address",
  "refused_connection",
  "no_answer",
  "closed",
  "certificate",
  "not_https",
  "redirected",
  "status",
  "not_json",
  "too_big",
  "busy",
  "issuer_differs",
  "no_endpoints",
  "no_code",
  "no_s256",
  "no_client_auth",
  "no_signing",
  "no_keys",
  "client_refused",
  "code_refused",
  "no_token",
  "bad_token",
  "clock",
  "internal",
] as const;
export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number];

export const isProviderProblem = (text: string): text is ProviderProblem =>
  (PROVIDER_PROBLEMS as readonly string[]).includes(text);

/** Why whoever came back isn't in, for the sign-in page: a code of ours, never what the provider said. */
export const RETURN_REASONS = [
  "off",
  "away",
  "over",
  "cancelled",
  "refused",
  "clock",
  "wait",
  "noGroup",
  "manyGroups",
  "noMail",
  "taken",
  "deactivated",
  "failed",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

export const isReturnReason = (text: unknown): text is ReturnReason =>
  (RETURN_REASONS as readonly unknown[]).includes(text);

/** What the provider says of itself that we go by. */
export type ProviderFacts = {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  userinfoEndpoint: string | null;
  /** Of those that sign, by a way of signing that is read here. */
  keys: number;
  /** Whether it says that it takes PKCE with S256; many do without saying so. */
  saysPkce: boolean;
  /** Whether it says of each answer whose it is (RFC 9207). */
  saysIssuer: boolean;
};
