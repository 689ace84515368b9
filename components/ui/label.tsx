export const labelClass = "text-sm font-medium text-foreground select-none";
