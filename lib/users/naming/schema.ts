import { fold } from "@/lib/core/text";

type Named = { firstName: string; lastName: string; email: string };

/** What somebody could sign in as, from their names or, while there are none, from their mail address; may be nothing. */
export function suggestUserName({ firstName, lastName, email }: Named): string {
  const fromNames = [firstName, lastName].map((name) => word(name)).filter(Boolean);
  const fromMail = word(email.split("@")[0] ?? "");
  const suggestion = (fromNames.length > 0 ? fromNames.join(".") : fromMail).slice(0, 40).replace(/[._-]+$/, "");
  return suggestion.length < 2 ? "" : suggestion;
}

/** The first of several given names; of a family name or an address, what letters and digits it has. */
function word(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
}
