/** The form's order, where it is known; what is none of it comes last, as it was. */
export function inFormOrder<T>(all: T[], nameOf: (one: T) => string, order: readonly string[] | undefined): T[] {
  if (!order) return all;
  const places = new Map(order.map((name, at) => [name, at]));
  const place = (one: T) => places.get(nameOf(one)) ?? order.length;
  return all.toSorted((a, b) => place(a) - place(b));
}
