/**
 * Copies a text; answers whether the browser let us. Over plain http (an intranet) it has no navigator.clipboard: the old
 * command works on a field, which has to stand inside `beside`'s dialog, or the dialog takes the focus back.
 */
export async function copyText(text: string, beside: Element): Promise<boolean> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Refused by a permission: the selection below needs none.
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr-only";
  const focused = document.activeElement;
  beside.after(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing replaces it outside https
  const done = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
