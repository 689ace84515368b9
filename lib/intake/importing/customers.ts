import { isFirm } from "@/lib/intake/firm-names";
import { isWho } from "@/lib/intake/persons";

/** "Sosa, Marta", as offices list people. */
const SURNAME_FIRST = /^([^,]{2,60}), ([^,]{2,60})$/;

/** Whether who buys is called as a firm is or as a person; null where the words tell neither. */
export function whoBuys(text: string): "firm" | "contactName" | null {
  if (isFirm(text)) return "firm";
  return isWho("", text.trim().replace(SURNAME_FIRST, "$2 $1")) ? "contactName" : null;
}

type Known = { contactName: string; firm: string };

/**
 * Whom a row is about, with what stands under "customer": a person where it is called so, else a firm; what the row has
 * already said otherwise stays. `isHeld`: nothing of it is left over.
 */
export function customerIn(said: string, known: Known): Known & { isHeld: boolean } {
  if (said === "") return { ...known, isHeld: true };
  if (said === known.contactName || said === known.firm) return { ...known, isHeld: true };
  const isPerson = whoBuys(said) === "contactName" && known.contactName === "";
  if (isPerson) return { ...known, contactName: said, isHeld: true };
  return { ...known, firm: known.firm || said, isHeld: known.firm === "" };
}
