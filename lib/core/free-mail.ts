/** Providers whose addresses say nothing of the firm somebody works for. */
const PROVIDERS = new Set([
  ...[
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "rocketmail",
    "icloud",
    "me",
    "mac",
  ],
  ...["aol", "gmx", "proton", "protonmail", "pm", "zoho", "mail", "yandex", "tutanota", "fastmail", "hey", "duck"],
  ...[
    "fibertel",
    "speedy",
    "arnet",
    "ciudad",
    "uolsinectis",
    "uol",
    "bol",
    "terra",
    "telefonica",
    "infovia",
    "sinectis",
  ],
  ...["arlinkbbt", "cablevision", "telecentro", "iplan", "movistar", "claro", "personal", "adinet", "vtr", "entel"],
]);

/** `hotmail.com.ar` as much as `hotmail.com`. */
export function isFreeMail(domain: string): boolean {
  const labels = domain.split(".");
  const known = /^(?:com|net|org|gob|co|ar|uy|cl|br|mx|es|me|ch|de|ru|[a-z]{2})$/;
  const name = labels.find((_, index) => labels.slice(index + 1).every((label) => known.test(label)));
  return name !== undefined && PROVIDERS.has(name);
}
