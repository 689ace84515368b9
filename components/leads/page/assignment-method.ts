/** As an assignment by a rule is kept; told with its receipt. */
export const BY_ASSIGNMENT = "assignment";
