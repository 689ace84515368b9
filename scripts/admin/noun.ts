import type { ParseArgsOptionsConfig } from "node:util";

/** What a verb was given: its options by name, and the words after it. */
export type Given = { options: Record<string, string | boolean | (string | boolean)[] | undefined>; words: string[] };

/** `text` is for a person, `json` for `--json`. */
export type Answer = { text: string; json: Record<string, unknown> };

export type Verb = {
  /** After the noun and the verb, as a person would type it. */
  usage: string;
  options: ParseArgsOptionsConfig;
  run: (given: Given) => Promise<Answer>;
};

export type Noun = Record<string, Verb>;

/** It was typed wrongly: nothing was tried. */
export class UsageError extends Error {}

/** It was understood and refused. */
export class Refusal extends Error {}

export function requiredText({ options }: Given, name: string): string {
  const value = options[name];
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  throw new UsageError(`--${name} is missing.`);
}

export function optionalText({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value.trim() : undefined;
}

/** An option that may be given several times. */
export function texts({ options }: Given, name: string): string[] {
  const value = options[name];
  const list = Array.isArray(value) ? value : [value];
  return list
    .filter((item): item is string => typeof item === "string" && item.trim() !== "")
    .map((item) => item.trim());
}

/** What is piped in, without the line's end. */
export async function standardInput(): Promise<string> {
  let text = "";
  for await (const part of process.stdin) text += String(part);
  return text.replace(/\r?\n$/, "");
}
