import { nothing } from "@/lib/intake/conclusion";
import { isObject, parseJson } from "@/lib/intake/json";
import { inflated } from "@/lib/intake/content-encoding";
import { understand } from "@/lib/intake/understand";
import type { RawRequest, SourceSettings, Understood } from "@/lib/intake/schema";

/** What a program posted: one lead, as one JSON object. It is told when it isn't, so nothing is pieced together. */
export function understandPosted(request: RawRequest, source: SourceSettings): Understood[] {
  const { bytes } = inflated(request.body, request.headers["content-encoding"]);
  const parsed = parseJson(
    Buffer.from(bytes)
      .toString("utf8")
      .replace(/^\uFEFF/, ""),
  );
  if ("problem" in parsed && parsed.problem === "too_deep") return [nothing("api", "unreadable", "too_deep", [])];
  if (!("value" in parsed) || !isObject(parsed.value)) return [nothing("api", "unreadable", "not_an_object", [])];
  const [first, ...others] = understand(request, source);
  // An object whose one key holds a list is a list all the same.
  if (!first || others.length > 0) return [nothing("api", "unreadable", "not_an_object", [])];
  return [first];
}
