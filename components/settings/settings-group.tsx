import { Link } from "@/components/ui/link";
import { ChevronRight } from "lucide-react";
import { Section } from "@/components/ui/section";

type SettingsGroupProps = {
  title: string;
  rows: readonly { href: string; icon: React.ReactNode; label: string; text: string }[];
};

/** Settings of one kind, a row each: what it is called, and what it is for. */
export function SettingsGroup({ title, rows }: SettingsGroupProps) {
  return (
    <Section title={title}>
      <ul className="divide-y overflow-hidden rounded-lg border bg-surface shadow-card">
        {rows.map(({ href, icon, label, text }) => (
          <li key={href} className="relative flex items-center gap-3 px-4 py-3 hover:bg-hover">
            <span aria-hidden className="text-muted-foreground [&_svg]:size-5">
              {icon}
            </span>
            <span className="min-w-0 flex-1">
              <Link href={href} className="block font-medium after:absolute after:inset-0">
                {label}
              </Link>
              <span className="block text-sm text-muted-foreground">{text}</span>
            </span>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          </li>
        ))}
      </ul>
    </Section>
  );
}
