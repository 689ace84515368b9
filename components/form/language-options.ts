/** Each language in its own words, whatever the page speaks. */
export const languageOptions = [
  { value: "es", label: "Español" },
  { value: "en", label: "English" },
] as const;
