/** As an assignment by a rule is kept; told with its receipt. */
export const BY_ASSIGNMENT = "assignment";

/** How a lead gets who looks at it first; also where confirming them was undone. */
const FIRST = ["default-owner", "rule", "undo"];

/** Whether whoever has it only looks at it first: nobody has said yet that it is theirs. */
export function isFirstLook(assignment: { method: string } | null, status: { part: string | null }): boolean {
  return status.part === "start" && FIRST.some((method) => method === assignment?.method);
}
