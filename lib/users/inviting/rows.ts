import { parse } from "csv-parse/sync";
import { fold } from "@/lib/core/text";
import { INVITE_COLUMNS } from "@/lib/users/inviting/schema";
import type { InviteColumn } from "@/lib/users/inviting/schema";

export type ReadRow = { line: number } & Partial<Record<InviteColumn, string>>;

/** What people write above a column, folded. */
const NAMES: Record<InviteColumn, readonly string[]> = {
  firstName: ["nombre", "nombres", "first name", "firstname", "name"],
  lastName: ["apellido", "apellidos", "last name", "lastname", "surname"],
  email: ["correo", "correo electronico", "email", "e-mail", "mail"],
  role: ["rol", "role"],
  companies: ["empresa", "empresas", "company", "companies"],
  userName: ["usuario", "user", "user name", "username"],
  jobTitle: ["cargo", "puesto", "job title", "position"],
  phone: ["telefono", "celular", "phone", "mobile"],
  whatsapp: ["whatsapp", "wsp", "wpp", "numero de whatsapp", "whatsapp number"],
  locale: ["idioma", "language"],
};

const DELIMITERS = [";", ",", "\t"] as const;

/** What a list of people can't be without. */
const NEEDED = ["firstName", "email", "role"] as const satisfies readonly InviteColumn[];

export type ReadList = { rows: ReadRow[]; missing: InviteColumn[] };

/** A list of people, by what stands above its columns; a column that isn't known is passed over. */
export function readList(text: string): ReadList {
  const [head = [], ...body] = linesOf(text);
  const columns = head.map((label) => INVITE_COLUMNS.find((column) => NAMES[column].includes(fold(label))));
  const rows = body.flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const row: ReadRow = { line: index + 2 };
    for (const [place, column] of columns.entries()) {
      if (column) row[column] = (cells[place] ?? "").trim();
    }
    return [row];
  });
  return { rows, missing: NEEDED.filter((column) => !columns.includes(column)) };
}

/** The companies of a cell: a row may name several. */
export function namesIn(cell: string): string[] {
  return cell
    .split(/[,;/|]/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** An open quote or the like leaves nothing to read. */
function linesOf(text: string): string[][] {
  const [first = ""] = text.split(/\r?\n/, 1);
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  const [{ delimiter } = { delimiter: "," }] = counted.toSorted((a, b) => b.count - a.count);
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true });
  } catch {
    return [];
  }
}
