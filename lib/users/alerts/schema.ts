import type { Alert } from "@/lib/settings/mail/alerts/schema";

export type AlertChoice = { alert: Alert; on: boolean };
