export const DEMO_LEADS = 2000;
export const DEMO_DAYS = 365;

export type DemoProgress = { state: "none" | "running" | "done"; done: number; of: number };

/** What whoever has no leads yet can begin with. */
export type FirstStep = "connect" | "import" | "create" | "demo";
