/** What the process that reads a workbook ends with; by anything else it died of what is in it. */
export const ENDING = { whole: 0, failed: 1, tooLarge: 3, unreadable: 4 } as const;
