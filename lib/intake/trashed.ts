import { fold } from "@/lib/core/text";
import type { Field } from "@/lib/intake/fields";
import { textOf, yesNo } from "@/lib/intake/values";
import { wordsOf } from "@/lib/intake/words";

const STATUS =
  /^(?:(?:entry|submission|post|form|feedback|lead) )?status$|^(?:estado|status|situacao) (?:de la|del|de|do|da) (?:entrada|envio|registro|formulario)$/;
const IN_TRASH =
  /^(?:(?:(?:moved )?(?:in|to) (?:the )?)?(?:trash(?:ed)?|bin(?:ned)?)|(?:(?:en|a) (?:la )?)?papelera|(?:n?a )?lixeira)$/;
const FLAG = /^(?:(?:is|es|in|en) )?(?:trash|trashed|papelera|lixeira)$/;

/** Whether a plugin says by an entry's status that somebody at the site has put it into the bin. */
export const isTrashStatus = (text: string | null): boolean => text !== null && IN_TRASH.test(fold(text).trim());

/** The same of all that came with an entry, whatever the plugin. `skip` are those somebody mapped by hand: visitors see them. */
export function isTrashed(sent: Field[], skip: (field: Field) => boolean): boolean {
  return sent.some((field) => {
    const words = wordsOf(field.path.at(-1) ?? "");
    const says = STATUS.test(words)
      ? isTrashStatus(textOf(field.value))
      : FLAG.test(words) && yesNo(textOf(field.value) ?? "") === true;
    return says && !field.aside && !skip(field);
  });
}
