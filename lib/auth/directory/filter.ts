import { LOGIN, PERSON } from "@/lib/auth/directory/schema";

/** As RFC 4515 wants a value in a filter: nothing of it can end the value or mean anything. */
function inFilter(text: string): string {
  return text.replace(/[*()\\\0]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** As RFC 4514 wants a value in a distinguished name. */
function inName(text: string): string {
  return text
    .replace(/[\\,+"<>;=]/g, (sign) => `\\${sign}`)
    .replace(/\0/g, "\\00")
    .replace(/^[ #]/, (sign) => `\\${sign}`)
    .replace(/ $/, "\\ ");
}

/** The filter that finds whoever typed this. */
export function personFilter(filter: string, login: string): string {
  return filter.replaceAll(LOGIN, () => inFilter(login));
}

/** The same for whoever has any name at all: what else the filter asks stays asked. */
export function anyPersonFilter(filter: string): string {
  return filter.replaceAll(LOGIN, "*");
}

/** The filter that finds the groups of a person. */
export function groupFilter(filter: string, person: { dn: string; account: string }): string {
  return filter.replaceAll(PERSON, () => inFilter(person.dn)).replaceAll(LOGIN, () => inFilter(person.account));
}

/**
 * As whom somebody says they are, where nobody looks them up first: a distinguished name, or what Active Directory takes
 * as well, ana@house.local and HOUSE\ana. There what was typed is one name or none: no sign of it may mean another domain.
 */
export function bindName(template: string, login: string): string | undefined {
  if (template.includes("=")) return template.replaceAll(LOGIN, () => inName(login));
  return /[@\\/\0]/.test(login) ? undefined : template.replaceAll(LOGIN, () => login);
}
