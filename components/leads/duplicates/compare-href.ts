/** Where two leads are compared. */
export function compareHref(one: number, other: number): string {
  return `/leads/duplicates/compare?a=${one}&b=${other}`;
}
