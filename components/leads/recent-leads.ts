const MOST = 8;
const keyOf = (userId: string) => `leads.recent.${userId}`;

/** The numbers alone are kept in the browser; who the leads are is read under the reader's rights. */
export function rememberLead(userId: string, number: number): void {
  const numbers = [number, ...recentNumbers(userId).filter((one) => one !== number)].slice(0, MOST);
  try {
    localStorage.setItem(keyOf(userId), numbers.join(","));
  } catch {
    // Storage is full or switched off: nothing recent is offered.
  }
}

/** The leads last opened in this browser, the latest first. */
export function recentNumbers(userId: string): number[] {
  try {
    const text = localStorage.getItem(keyOf(userId)) ?? "";
    return text
      .split(",")
      .map(Number)
      .filter((number) => Number.isSafeInteger(number) && number > 0);
  } catch {
    return [];
  }
}
