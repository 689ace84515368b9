import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { InviteAgainButton } from "@/components/users/inviting/invite-again-button";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatRelative } from "@/lib/core/format";
import type { UserView } from "@/lib/users/schema";

type UserListProps = {
  users: readonly UserView[];
  now: string;
  publicUrl: string | undefined;
  /** How many open leads those have who can't come in any more. */
  leftOpen: ReadonlyMap<string, number>;
};

/** A table on a desk, cards on a phone. */
export function UserList({ users, now, publicUrl, leftOpen }: UserListProps) {
  const t = useTranslations("users");
  return (
    <Card className="overflow-hidden">
      <Table label={t("title")} wrapperClassName="hidden md:block">
        <TableHeader>
          <tr>
            <TableHead>{t("name")}</TableHead>
            <TableHead>{t("role")}</TableHead>
            <TableHead>{t("companies")}</TableHead>
            <TableHead>{t("email")}</TableHead>
            <TableHead>{t("lastSignIn")}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {users.map((user) => (
            <TableRow key={user.id} className="relative">
              <TableCell className="h-12 min-w-56">
                <Person user={user} now={now} open={leftOpen.get(user.id) ?? 0} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <RoleName user={user} />
              </TableCell>
              <TableCell>
                <Companies user={user} />
              </TableCell>
              <TableCell className="text-muted-foreground">{user.email}</TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <LastSignIn user={user} now={now} publicUrl={publicUrl} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ul className="divide-y md:hidden">
        {users.map((user) => (
          <li key={user.id} className="relative flex flex-col gap-2 px-4 py-3">
            <Person user={user} now={now} open={leftOpen.get(user.id) ?? 0} />
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 pl-11 text-sm">
              <RoleName user={user} />
              <Companies user={user} />
              {isInvited(user) && <SendAgain user={user} publicUrl={publicUrl} />}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Person({ user, now, open }: { user: UserView; now: string; open: number }) {
  const t = useTranslations("users");
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar id={user.id} name={user.name} size="md" />
      <div className="min-w-0">
        <div className="flex items-center gap-1.5">
          {/* The whole row is the link's. */}
          <Link href={`/users/${user.id}`} className="truncate font-medium after:absolute after:inset-0">
            {user.name}
          </Link>
          {user.isSelf && <span className="text-xs text-muted-foreground">({t("you")})</span>}
          {!user.active && <Badge variant="neutral">{t("deactivated")}</Badge>}
          {user.active && user.out && <Badge variant="warning">{t("out")}</Badge>}
          {isInvited(user) && <Badge variant="warning">{isOver(user, now) ? t("invitationOver") : t("invited")}</Badge>}
        </div>
        <div className="truncate text-xs text-muted-foreground">{user.jobTitle || user.userName}</div>
        {open > 0 && <div className="text-xs text-warning">{t("leftOpen", { count: open })}</div>}
      </div>
    </div>
  );
}

function RoleName({ user }: { user: UserView }) {
  return useLocale() === "en" ? user.role.nameEn : user.role.nameEs;
}

function Companies({ user }: { user: UserView }) {
  return (
    <span className="flex flex-wrap gap-1">
      {user.companies.map((company) => (
        <TonePill key={company.id} tone={isTone(company.tone) ? company.tone : "gray"}>
          {company.name}
        </TonePill>
      ))}
    </span>
  );
}

function LastSignIn({ user, now, publicUrl }: { user: UserView; now: string; publicUrl: string | undefined }) {
  const t = useTranslations("users");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  if (isInvited(user)) return <SendAgain user={user} publicUrl={publicUrl} />;
  return user.lastSignInAt === null ? t("never") : formatRelative(user.lastSignInAt, now, to);
}

/** Above the row's own link. */
function SendAgain({ user, publicUrl }: { user: UserView; publicUrl: string | undefined }) {
  if (!user.editable || user.isSelf) return null;
  return (
    <span className="relative z-1">
      <InviteAgainButton user={{ id: user.id, name: user.name }} publicUrl={publicUrl} size="sm" />
    </span>
  );
}

const isInvited = ({ active, out, hasPassword, directory }: UserView) => active && !out && !hasPassword && !directory;

const isOver = ({ invitedUntil }: UserView, now: string) => invitedUntil === null || invitedUntil <= now;
