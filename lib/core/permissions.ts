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

/** What of a lead a role may be kept from seeing or changing. */
export const SENSITIVE_FIELDS = ["phone", "email", "amount", "message"] as const;
export type SensitiveField = (typeof SENSITIVE_FIELDS)[number];

/** Each goes less far than the one after it. */
export const FIELD_RIGHTS = ["hidden", "read", "write"] as const;
export type FieldRight = (typeof FIELD_RIGHTS)[number];

export function isFieldRight(name: string): name is FieldRight {
  return (FIELD_RIGHTS as readonly string[]).includes(name);
}

/** Where somebody is kept from a field; what isn't there they may write, as far as they may change leads at all. */
export type FieldRights = Readonly<Partial<Record<SensitiveField, Exclude<FieldRight, "write">>>>;

export function rightIn(fields: FieldRights, field: SensitiveField): FieldRight {
  return fields[field] ?? "write";
}

/** The fields that don't exist for whom these rights are. */
export function hiddenIn(fields: FieldRights): SensitiveField[] {
  return SENSITIVE_FIELDS.filter((field) => fields[field] === "hidden");
}

/** Whether nothing of the one goes beyond the other. */
export function coversFields(own: FieldRights, others: FieldRights): boolean {
  return SENSITIVE_FIELDS.every(
    (field) => FIELD_RIGHTS.indexOf(rightIn(own, field)) >= FIELD_RIGHTS.indexOf(rightIn(others, field)),
  );
}

/** As far as both go. */
export function commonFields(one: FieldRights, other: FieldRights): FieldRights {
  const least = (field: SensitiveField) =>
    FIELD_RIGHTS.find((right) => right === rightIn(one, field) || right === rightIn(other, field)) ?? "hidden";
  return fieldRightsOf(Object.fromEntries(SENSITIVE_FIELDS.map((field) => [field, least(field)])));
}

/** Rights as they stand in the database or in a form; what this version doesn't know is left out. */
export function fieldRightsOf(said: Readonly<Record<string, string>>): FieldRights {
  const known = SENSITIVE_FIELDS.flatMap((field) => {
    const right = Object.hasOwn(said, field) ? said[field] : undefined;
    return right === "read" || right === "hidden" ? [[field, right] as const] : [];
  });
  return Object.fromEntries(known);
}

const WORDS_OF_PEOPLE = ["phone", "email", "message"] as const;

/**
 * What shows leads as they arrived, side by side or in the log can't leave a field out: whoever doesn't see these fields
 * has no use of it. An import writes them besides.
 */
const NEEDS_FIELDS: Partial<Record<Permission, { fields: readonly SensitiveField[]; right: FieldRight }>> = {
  "lead.import": { fields: SENSITIVE_FIELDS, right: "write" },
  "lead.merge": { fields: WORDS_OF_PEOPLE, right: "read" },
  "intake.read": { fields: WORDS_OF_PEOPLE, right: "read" },
  "intake.manage": { fields: WORDS_OF_PEOPLE, right: "read" },
  "settings.manage": { fields: SENSITIVE_FIELDS, right: "read" },
  "apiKey.manage": { fields: SENSITIVE_FIELDS, right: "read" },
  "audit.read": { fields: SENSITIVE_FIELDS, right: "read" },
};

/** The fields that whoever has the permission would have to see, or write, and doesn't. */
export function fieldsLacking(permission: Permission, fields: FieldRights): SensitiveField[] {
  const need = NEEDS_FIELDS[permission];
  if (!need) return [];
  const least = FIELD_RIGHTS.indexOf(need.right);
  return need.fields.filter((field) => FIELD_RIGHTS.indexOf(rightIn(fields, field)) < least);
}

/** What is left of what a role allows, for whom these fields are kept from. */
export function grantsWithin(grants: Grants, fields: FieldRights): Grants {
  const kept = Object.entries(grants).filter(
    ([permission]) => fieldsLacking(permission as Permission, fields).length === 0,
  );
  return Object.fromEntries(kept);
}
