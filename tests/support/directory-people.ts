/** The people and groups of a small company, as both directories of the tests hold them. */
export const BASE = "dc=casa,dc=test";
export const READER = { dn: `cn=lector,${BASE}`, password: "lee y nada mas" };
export const PEOPLE_BASE = `ou=gente,${BASE}`;
const GROUPS_BASE = `ou=grupos,${BASE}`;
export const VENTAS = `cn=Ventas,${GROUPS_BASE}`;
export const JEFES = `cn=Jefes,${GROUPS_BASE}`;

export type Held = { dn: string; password?: string; values: Record<string, string[]> };

const person = (uid: string, dn: string, more: Record<string, string[]>): Held => ({
  dn,
  password: `clave de ${uid}`,
  values: {
    objectClass: ["top", "person", "organizationalPerson", "inetOrgPerson"],
    uid: [uid],
    ...more,
  },
});

export const ANA = `uid=ana,${PEOPLE_BASE}`;
/** Signs of which each means something in a name or in a filter. */
export const DORA = `cn=Ruiz\\, Dora (Sur) *,${PEOPLE_BASE}`;
const BETO = `uid=beto,${PEOPLE_BASE}`;
const EVA = `uid=eva,${PEOPLE_BASE}`;

export const HELD: Held[] = [
  { dn: BASE, values: { objectClass: ["top", "dcObject", "organization"], dc: ["casa"], o: ["Casa"] } },
  { dn: PEOPLE_BASE, values: { objectClass: ["top", "organizationalUnit"], ou: ["gente"] } },
  { dn: GROUPS_BASE, values: { objectClass: ["top", "organizationalUnit"], ou: ["grupos"] } },
  {
    dn: READER.dn,
    password: READER.password,
    values: { objectClass: ["top", "organizationalRole", "simpleSecurityObject"], cn: ["lector"] },
  },
  person("ana", ANA, {
    cn: ["Ana Álvarez"],
    givenName: ["Ana"],
    sn: ["Álvarez"],
    mail: ["ana@casa.test"],
    telephoneNumber: ["+54 11 4444-5555"],
    title: ["Ventas sur"],
  }),
  person("beto", BETO, { cn: ["Beto Blanco"], givenName: ["Beto"], sn: ["Blanco"], mail: ["beto@casa.test"] }),
  person("carla", `uid=carla,${PEOPLE_BASE}`, {
    cn: ["Carla Cruz"],
    givenName: ["Carla"],
    sn: ["Cruz"],
    mail: ["carla@casa.test"],
  }),
  person("dora", DORA, {
    cn: ["Ruiz, Dora (Sur) *"],
    givenName: ["Dora"],
    sn: ["Ruiz"],
    mail: ["dora@casa.test"],
  }),
  person("eva", EVA, { cn: ["Eva Esse"], givenName: ["Eva"], sn: ["Esse"] }),
  {
    dn: JEFES,
    values: { objectClass: ["top", "groupOfNames"], cn: ["Jefes"], member: [BETO] },
  },
  {
    dn: VENTAS,
    values: { objectClass: ["top", "groupOfNames"], cn: ["Ventas"], member: [ANA, BETO, DORA, EVA] },
  },
];
