import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatRelative } from "@/lib/core/format";
import type { UserView } from "@/lib/users/schema";

type UserListProps = { users: readonly UserView[]; now: string };

/** A table on a desk, cards on a phone. */
export function UserList({ users, now }: UserListProps) {
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
                <Person user={user} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <RoleName user={user} />
              </TableCell>
              <TableCell>
                <Companies user={user} />
              </TableCell>
              <TableCell className="text-muted-foreground">{user.email}</TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <LastSignIn user={user} now={now} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ul className="divide-y md:hidden">
        {users.map((user) => (
          <li key={user.id} className="relative flex flex-col gap-2 px-4 py-3">
            <Person user={user} />
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 pl-11 text-sm">
              <RoleName user={user} />
              <Companies user={user} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Person({ user }: { user: UserView }) {
  const t = useTranslations("users");
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={user.name} size="md" />
      <div className="min-w-0">
        <div className="flex items-center gap-1.5">
          {/* The whole row is the link's. */}
          <Link href={`/users/${user.id}`} className="truncate font-medium after:absolute after:inset-0">
            {user.name}
          </Link>
          {user.isSelf && <span className="text-xs text-muted-foreground">({t("you")})</span>}
          {!user.active && <Badge variant="neutral">{t("deactivated")}</Badge>}
          {user.active && !user.hasPassword && <Badge variant="warning">{t("invited")}</Badge>}
        </div>
        <div className="truncate text-xs text-muted-foreground">{user.jobTitle || user.userName}</div>
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

function LastSignIn({ user, now }: UserListItem) {
  const t = useTranslations("users");
  const locale = useLocale();
  return user.lastSignInAt === null ? t("never") : formatRelative(user.lastSignInAt, now, { locale });
}

type UserListItem = { user: UserView; now: string };
