/** As an assignment by a rule is kept; told with its receipt. */
export const BY_ASSIGNMENT = "assignment";

/** How a lead gets who looks at it first. */
const LOOKED_AT = ["default-owner", "rule"];

/** Whether whoever has it only looks at it first: nobody has said yet that it is theirs. */
export function isFirstLook(assignment: { method: string } | null, status: { part: string | null }): boolean {
  return status.part === "start" && LOOKED_AT.some((method) => method === assignment?.method);
}

/** Whether it came to whoever has it by their looking at it first: from then on its clock runs, whenever they were confirmed. */
export function beganAsLook(assignment: { method: string } | null): boolean {
  return [...LOOKED_AT, "confirmed"].some((method) => method === assignment?.method);
}
