/** Providers by their name and where they have their mail. Their names are near each other, so each is right as it is. */
const PROVIDERS: Record<string, string[]> = {
  gmail: ["com"],
  googlemail: ["com"],
  hotmail: ["com", "es", "com.ar", "com.br", "com.mx", "cl", "co.uk", "fr", "it", "de"],
  outlook: ["com", "es", "com.ar", "com.br", "cl", "pt"],
  yahoo: ["com", "es", "com.ar", "com.br", "com.mx", "com.co", "com.pe", "com.ve", "co.uk", "fr", "it", "de"],
  icloud: ["com"],
  protonmail: ["com", "ch"],
  fibertel: ["com.ar"],
  live: ["com", "com.ar", "com.mx", "cl", "com.pt"],
  msn: ["com"],
  aol: ["com"],
  me: ["com"],
  mac: ["com"],
  mail: ["com", "ru"],
  email: ["com"],
  ymail: ["com"],
  rocketmail: ["com"],
  gmx: ["com", "net", "es", "de"],
  proton: ["me"],
  zoho: ["com"],
  yandex: ["com", "ru"],
  speedy: ["com.ar"],
  arnet: ["com.ar"],
  ciudad: ["com.ar"],
  telecentro: ["com.ar"],
  sinectis: ["com.ar"],
  uolsinectis: ["com.ar"],
  infovia: ["com.ar"],
  adinet: ["com.uy"],
  vera: ["com.uy"],
  montevideo: ["com.uy"],
  uol: ["com.br"],
  bol: ["com.br"],
  ig: ["com.br"],
  oi: ["com.br"],
  terra: ["com.br", "com"],
  globo: ["com"],
};

/** So much used that a name one letter off is far more often a slip than a firm. */
const MISTYPED = ["gmail", "hotmail", "outlook", "yahoo", "icloud", "protonmail", "fibertel"];
/** Without mail in any country's domain, however often people write `gmail.com.ar`. */
const ONLY_COM: ReadonlySet<string> = new Set(["gmail", "icloud"]);
/** `con`, `com.ar`: an ending and no domain. */
const SHORT = /^[a-z]{1,4}(?:\.[a-z]{2})?$/;
/** Where a provider may well be in another country: `hotmail.se`, `yahoo.com.au`. Nobody's mail is at `hotmail.co`. */
const ELSEWHERE = /^(?!com?$|cm$|om$)(?:com?\.)?[a-z]{2}$/;

/**
 * The address somebody meant, where its domain is obviously a slip: `gmial.com`, `hotmail.con`, `yahoo.comar`. Null for
 * every other, and for a provider's own domain above all. A suggestion: nobody but the person knows.
 */
export function suggestMail(email: string): string | null {
  const at = email.lastIndexOf("@");
  const domain = email
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const dot = domain.indexOf(".");
  if (at < 1 || dot < 1) return null;
  const meant = meantBy(domain.slice(0, dot), domain.slice(dot + 1));
  return meant === null || meant === domain ? null : `${email.slice(0, at)}@${meant}`;
}

function meantBy(name: string, suffix: string): string | null {
  const own = Object.hasOwn(PROVIDERS, name);
  const provider = own ? name : MISTYPED.find((one) => one.startsWith(name.charAt(0)) && isSlip(name, one));
  if (provider === undefined) return null;
  const suffixes = PROVIDERS[provider] ?? [];
  if (suffixes.includes(suffix)) return `${provider}.${suffix}`;
  if (ONLY_COM.has(provider)) return own || SHORT.test(suffix) ? `${provider}.com` : null;
  if (ELSEWHERE.test(suffix)) return own ? null : `${provider}.${suffix}`;
  const near = suffixes.find((one) => isSlip(suffix, one));
  return near === undefined ? null : `${provider}.${near}`;
}

/** One letter left out, put in, changed, or two changed round. */
function isSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let start = 0;
  while (start < meant.length && typed[start] === meant[start]) start++;
  const [left, right] = [typed.slice(start), meant.slice(start)];
  if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true;
  return left.length > 1 && left === right.charAt(1) + right.charAt(0) + right.slice(2);
}
