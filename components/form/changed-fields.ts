/** What differs from what was shown first, with what is known to be there now: the two halves of an edit. */
export function changedFields<Form extends Record<string, unknown>>(
  typed: Form,
  first: Form,
  present: Form,
): { set: Partial<Form>; seen: Record<string, unknown> } {
  const names = Object.keys(typed).filter((name) => !same(typed[name], first[name]));
  return {
    set: Object.fromEntries(names.map((name) => [name, typed[name]])) as Partial<Form>,
    seen: Object.fromEntries(names.map((name) => [name, present[name]])),
  };
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return [...(a as string[])].sort().join() === [...(b as string[])].sort().join();
  return a === b;
}
