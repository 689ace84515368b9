/** One of a few buttons is the answer. */
export const chosenClass =
  "aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text dark:aria-pressed:bg-accent-soft";
