/**
 * What a file's columns are called, each otherwise than the others, since a lead keeps their values by these names: the
 * second "Notes" is "Notes (2)", and one without a heading goes by its place.
 */
export function columnNames(headings: readonly string[], byPlace: (place: number) => string): string[] {
  const given = new Set(headings);
  const taken = new Set<string>();
  return headings.map((heading, index) => {
    const name = heading === "" ? byPlace(index + 1) : heading;
    let own = name;
    const isAnothers = () => taken.has(own) || (own !== heading && given.has(own));
    for (let again = 2; isAnothers(); again++) own = `${name} (${again})`;
    taken.add(own);
    return own;
  });
}

/** The heading of a column that is called by its heading and a number. */
export const headingOf = (name: string): string => name.replace(/ \(\d+\)$/, "");

/** A name that says nothing of what is in the column: none, its place, or what spreadsheets call one without a heading. */
export const isUnnamed = (label: string): boolean => /^(?:(?:column|columna|coluna|col)[ _]?)?\d*$/i.test(label);
