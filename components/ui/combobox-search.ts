/** For a combobox whose options are found elsewhere: what a person types is a question, what they choose isn't. */
export function serverSearch(ask: (query: string) => void) {
  return {
    filter: null,
    onInputValueChange: (query: string, { reason }: { reason: string }) => {
      if (reason.startsWith("input-") || reason === "clear-press") ask(query);
    },
  };
}
