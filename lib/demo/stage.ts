/** Where the story plays: the rows that its people and forms became. By place in the cast and by form. */
export type Stage = {
  people: string[];
  sources: Record<string, string>;
  statuses: Record<string, string>;
  reasons: Record<string, string>;
};
