/** A lead found from anywhere; `exact`: its number is what was typed. */
export type FoundLead = { id: string; number: number; label: string; title: string; hint: string; exact: boolean };
