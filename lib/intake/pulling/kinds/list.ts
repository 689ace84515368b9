import { isObject } from "@/lib/intake/json";
import { at, textAt } from "@/lib/intake/listed";
import { objectsIn, unreadIn } from "@/lib/intake/pulled";
import { identity } from "@/lib/intake/pulling/kinds/kind";
import type { Json } from "@/lib/intake/json";
import type { Page, Place, PullKind } from "@/lib/intake/pulling/kinds/kind";
import type { ListShape } from "@/lib/intake/schema";

/** A list in JSON, as an admin describes it. */
export const list: PullKind = {
  oldestFirst: false,
  utc: false,
  path({ list: shape }, place) {
    if (place.page === 0) return withQuery(shape.path, { ...sizeOf(shape), ...startOf(shape) });
    if (shape.paging === "next") return place.mark;
    return withQuery(shape.path, { ...sizeOf(shape), [shape.param]: markOf(shape, place) });
  },
  read(reply, { list: shape }, place): Page | null {
    const found = at(reply, shape.items);
    const rows = isList(found, shape) ? objectsIn(found) : null;
    if (!rows) return null;
    const items = rows.map((item) => ({
      externalId: textAt(item, shape.id),
      createdAt: textAt(item, shape.time) ?? "",
      told: item,
      body: { list_item: item },
    }));
    const mark = nextIn(reply, shape);
    const last = shape.paging === "none" || ((shape.paging === "cursor" || shape.paging === "next") && mark === "");
    const keys = rows.map((row) => identity(row, textAt(row, shape.id)));
    return {
      items,
      rows: keys,
      unread: unreadIn(found),
      total: null,
      last: last || (mark !== "" && mark === place.mark),
      mark,
    };
  },
};

/**
 * A list, nothing, or the object that some make of a list: by number, or by a key of each entry's own, which then has the
 * id that was described. Whatever else is an object isn't a list, but the page around one, or one thing.
 */
function isList(found: Json | undefined, { id, time }: ListShape): boolean {
  if (found === null || Array.isArray(found)) return true;
  if (!isObject(found)) return false;
  const entries = Object.entries(found);
  return (
    entries.every(([key]) => /^\d+$/.test(key)) ||
    entries.every(([, entry]) => isObject(entry) && (textAt(entry, id) ?? textAt(entry, time)) !== null)
  );
}

const sizeOf = (shape: ListShape): Record<string, string> =>
  shape.sizeParam === "" ? {} : { [shape.sizeParam]: String(shape.size) };

function startOf(shape: ListShape): Record<string, string> {
  if (shape.paging === "page") return { [shape.param]: String(shape.firstPage) };
  return shape.paging === "offset" ? { [shape.param]: "0" } : {};
}

function markOf(shape: ListShape, place: Place): string {
  if (shape.paging === "page") return String(shape.firstPage + place.page);
  return shape.paging === "offset" ? String(place.seen) : place.mark;
}

/** The cursor, or the next page's address; one link among WordPress's headers isn't looked at. */
function nextIn(reply: Json, shape: ListShape): string {
  if (shape.paging !== "cursor" && shape.paging !== "next") return "";
  const mark = textAt(reply, shape.next) ?? "";
  return mark === "false" ? "" : mark;
}

/** The described address may have a query of its own. */
function withQuery(path: string, query: Record<string, string>): string {
  const [bare = "", own = ""] = path.split("?");
  const all = new URLSearchParams(own);
  for (const [key, value] of Object.entries(query)) all.set(key, value);
  return all.size === 0 ? bare : `${bare}?${all.toString()}`;
}
