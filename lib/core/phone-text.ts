/** Nothing, or something with a digit in it: what has none can't be called. */
export function saysDigits(phone: string): boolean {
  return phone === "" || /\d/.test(phone);
}
