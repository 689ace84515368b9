/** What a lead's clocks are asked for as: too late, late before long, due today, once missed, lain too long, wrote again and unanswered. */
export const LIST_DUES = ["late", "soon", "today", "missed", "rotting", "wroteAgain"] as const;
/** A lead's earliest open task. */
export const LIST_NEXTS = ["overdue", "today", "week", "none"] as const;

/** `day`: it is due on a whole day. */
export type NextAction = { at: string; title: string; day: string | null };
/** Minutes between two moments, by the clock and of the working time. */
export type Took = { wall: number; working: number | null };
