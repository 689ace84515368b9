import { Link } from "@/components/ui/link";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";

type LeadLinkProps = {
  number: number;
  title: string;
  /** The second line. */
  about: React.ReactNode;
  status: { label: string; tone: string } | undefined;
};

/** A lead as one row of a short list: who, what about it, and where it stands. */
export function LeadLink({ number, title, about, status }: LeadLinkProps) {
  return (
    <Link
      href={`/leads/${number}`}
      className="flex min-h-12 min-w-0 items-center gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-left font-medium">
          {title}
        </span>
        <span className="block truncate text-xs text-muted-foreground">{about}</span>
      </span>
      {status && <TonePill tone={isTone(status.tone) ? status.tone : "gray"}>{status.label}</TonePill>}
    </Link>
  );
}
