/** A press that belongs to what one types in or has opened, and not to the screen's own keys. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const { target } = event;
  return (
    target instanceof Element &&
    // What was closed a moment ago still has the focus while it fades, and takes nothing any more.
    !target.closest("[data-closed]") &&
    target.closest(
      "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog], [role=menu], [role=listbox]",
    ) !== null
  );
}
