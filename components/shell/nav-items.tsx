import {
  Bell,
  ChartNoAxesCombined,
  FileText,
  Home,
  Inbox,
  ListChecks,
  Megaphone,
  Route,
  ScrollText,
  Settings,
  Unplug,
  Users,
  UsersRound,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";

const ICONS = {
  home: Home,
  leads: UsersRound,
  tasks: ListChecks,
  intake: Inbox,
  sources: Unplug,
  assignment: Route,
  forms: FileText,
  campaigns: Megaphone,
  analytics: ChartNoAxesCombined,
  alerts: Bell,
  users: Users,
  audit: ScrollText,
  settings: Settings,
} satisfies Record<string, LucideIcon>;

export type NavIconName = keyof typeof ICONS;

export type NavItem = {
  key: string;
  href: string;
  icon: NavIconName;
  label: string;
  /** What else it may be called. */
  keywords?: string[] | undefined;
  /** A number to look at, already worded. */
  badge?: string | undefined;
  /** Items of a group stand together, under a line. */
  group?: string | undefined;
};

export function NavIcon({ name }: { name: NavIconName }) {
  const Icon = ICONS[name];
  return <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />;
}
