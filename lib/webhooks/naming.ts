/** What an address is called where its path and query, often somebody's secret, have no business. */
export const calledBy = (url: string): string => new URL(url).host;
