import { disposableEmailBlocklistSet } from "disposable-email-domains-js";

let known: ReadonlySet<string> | undefined;

/** Whether mail to this domain goes into a box that is thrown away; that of a subdomain goes where its domain's does. */
export function isDisposable(domain: string): boolean {
  known ??= disposableEmailBlocklistSet();
  const labels = domain.split(".");
  return labels.some((_, at) => at < labels.length - 1 && known?.has(labels.slice(at).join(".")));
}
