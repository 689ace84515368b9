/** A cell that a spreadsheet would run as a formula is written as text: the file came from strangers. */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
