import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { GRANT_GROUPS, permissionsIn, scopeWord } from "@/components/users/roles/grant-words";
import { rightIn, SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { ALL_PERMISSIONS } from "@/lib/users/roles/policy";
import type { FromElsewhere } from "@/lib/users/identities/schema";
import type { RoleRights } from "@/lib/users/roles/schema";
import type { UserView } from "@/lib/users/schema";

/** `from`: the group, of directory or provider, that says which role and companies they have. `kept`: what keeps them from all of it. */
type UserRightsProps = RoleRights & {
  name: string;
  role: string;
  /** The name of the role of those whom one manages within one's companies. */
  employees: string;
  companies: readonly string[];
  from: FromElsewhere | null;
  kept: UserView["kept"];
};

const BY = { directory: "rightsByDirectory", provider: "rightsByProvider" } as const;

/** What a person can do, permission by permission, and where each comes from. */
export async function UserRights(props: UserRightsProps) {
  const { name, role, employees, grants, fields, companies, from, kept: keptBy } = props;
  const [t, sensitive] = await Promise.all([getTranslations("roles"), getTranslations("sensitive")]);
  const bound = Object.values(grants).includes("company");
  const kept = SENSITIVE_FIELDS.filter((field) => rightIn(fields, field) !== "write");
  const lacking = ALL_PERMISSIONS.filter((permission) => grants[permission] === undefined);
  return (
    <Section
      title={t("rights", { name })}
      description={[
        bound && companies.length > 0
          ? t("rightsFromCompanies", { role, companies: companies.join(", ") })
          : t("rightsFrom", { role }),
        from && from.group !== "" && t(BY[from.via], { group: from.group }),
      ]
        .filter(Boolean)
        .join(" ")}
    >
      {keptBy && <Alert variant="warning">{t(`rightsKept.${keptBy}`)}</Alert>}
      <Card className="divide-y">
        {GRANT_GROUPS.map((group) => {
          const granted = permissionsIn(group).filter((permission) => grants[permission] !== undefined);
          if (granted.length === 0) return null;
          return (
            <div key={group} className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
              <h3 className="text-sm font-medium">{t(`group.${group}`)}</h3>
              <ul className="flex flex-col gap-1 text-sm">
                {granted.map((permission) => (
                  <li key={permission}>
                    {t(`permission.${permission}`)}
                    {scopeWord(permission, grants[permission]) !== "yes" && (
                      <span className="text-muted-foreground">
                        {" · "}
                        {t(`scope.${scopeWord(permission, grants[permission])}`)}
                      </span>
                    )}
                    {permission === "user.manage" && (
                      <span className="block text-xs text-muted-foreground">
                        {t(grants[permission] === "company" ? "managesTheirs" : "managesAll", { role: employees })}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
        {kept.length > 0 && grants["lead.read"] !== undefined && (
          <div className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <h3 className="text-sm font-medium">{t("fields")}</h3>
            <ul className="flex flex-col gap-1 text-sm">
              {kept.map((field) => (
                <li key={field}>{t(`fieldKept.${rightIn(fields, field)}`, { field: sensitive(field) })}</li>
              ))}
            </ul>
          </div>
        )}
        {lacking.length > 0 && (
          <p className="px-4 py-3 text-sm text-muted-foreground">
            {t("lacks", { what: lacking.map((permission) => t(`permission.${permission}`)).join(" · ") })}
          </p>
        )}
      </Card>
    </Section>
  );
}
