export const SCOPES = ["own", "company", "any"] as const;
export type Scope = (typeof SCOPES)[number];

/** Every permission there is, with the scopes that mean something for it. Roles map to these in the database. */
export const PERMISSIONS = {
  "lead.read": ["own", "company", "any"],
  "lead.update": ["own", "company", "any"],
  "lead.changeStatus": ["own", "company", "any"],
  "lead.logContact": ["own", "company", "any"],
  "lead.create": ["company", "any"],
  "lead.assign": ["company", "any"],
  "lead.import": ["company", "any"],
  "lead.export": ["company", "any"],
  "lead.merge": ["company", "any"],
  "analytics.read": ["own", "company", "any"],
  "intake.read": ["company", "any"],
  "intake.manage": ["any"],
  "user.read": ["company", "any"],
  "user.manage": ["company", "any"],
  "role.manage": ["any"],
  "settings.manage": ["any"],
  "apiKey.manage": ["any"],
  "audit.read": ["any"],
} as const satisfies Record<string, readonly Scope[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What somebody may do, and how far; what isn't there they may not. */
export type Grants = Readonly<Partial<Record<Permission, Scope>>>;

/** Whether the one goes at least as far as the other. */
export function reaches(scope: Scope | undefined, least: Scope | undefined): boolean {
  return width(scope) >= width(least);
}

function width(scope: Scope | undefined): number {
  return scope === undefined ? -1 : SCOPES.indexOf(scope);
}

export function isPermission(name: string): name is Permission {
  return name in PERMISSIONS;
}

export function isScope(name: string): name is Scope {
  return (SCOPES as readonly string[]).includes(name);
}
