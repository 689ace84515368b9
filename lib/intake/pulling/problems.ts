import type { PullProblem } from "@/lib/intake/pulling/schema";
import type { PullError } from "@/lib/intake/schema";

const WRONG_PASSWORD = /^(?:incorrect_password|invalid_(?:username|email)|application_passwords_disabled)/;
const NO_LOGIN = /^(?:rest_forbidden|rest_not_logged_in|rest_cannot_\w+)/;

/** Our companion's own words. */
const TOO_MANY = /^too many entries\b/;
const UNSIGNED = /^leads_manager_unsigned\b/;

/** WordPress says 401 both to a wrong password and to one that never reached it; what to do differs. */
export function problemOf({ code, status, detail }: PullError): PullProblem {
  if (code === "not_found") return detail.startsWith("rest_no_route") ? "no_endpoint" : "not_found";
  if (code === "refused" && TOO_MANY.test(detail)) return "too_many";
  if (code !== "unauthorised") return code;
  if (UNSIGNED.test(detail)) return "unsigned";
  if (WRONG_PASSWORD.test(detail)) return "wrong_password";
  if (status === 403) return "not_allowed";
  return NO_LOGIN.test(detail) ? "login_missing" : "unauthorised";
}

/** Some interfaces answer a page behind the last with an error. */
export function isPastTheEnd({ status, detail }: PullError, page: number): boolean {
  return page > 0 && (status === 400 || status === 404) && /invalid_page|page_number|no_entries|not_found/.test(detail);
}
