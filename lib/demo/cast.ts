import type { Habit } from "@/lib/demo/work";

/** Which of the two companies, by place. */
type Houses = readonly (0 | 1)[];
type Member = {
  role: "manager" | "employee" | "executive";
  firstName: string;
  lastName: string;
  jobTitle: string;
  houses: Houses;
};

/** Nobody can own a mail address under this. */
export const DEMO_MAIL_DOMAIN = "equipo.example";
export const SECOND_COMPANY = "INTRAPAL";

/** With the admin who is there already, seven people of all roles. */
export const CAST = [
  { role: "executive", firstName: "Elena", lastName: "Arce", jobTitle: "Directora general", houses: [0, 1] },
  { role: "manager", firstName: "Marcos", lastName: "Quiroga", jobTitle: "Gerente comercial", houses: [0, 1] },
  { role: "employee", firstName: "Ana", lastName: "Ledesma", jobTitle: "Ejecutiva de cuentas", houses: [0] },
  { role: "employee", firstName: "Bruno", lastName: "Sosa", jobTitle: "Ejecutivo de cuentas", houses: [0] },
  { role: "employee", firstName: "Camila", lastName: "Ríos", jobTitle: "Ejecutiva de cuentas", houses: [0, 1] },
  { role: "employee", firstName: "Damián", lastName: "Toledo", jobTitle: "Ejecutivo de cuentas", houses: [1] },
] as const satisfies readonly Member[];

const HOUR = 60;

/** By place in the cast; whoever doesn't sell needs none. */
export const HABITS: Record<number, Habit> = {
  2: { minutesToCall: 0.8 * HOUR, skill: 1.25 },
  3: { minutesToCall: 9 * HOUR, skill: 0.8 },
  4: { minutesToCall: 2 * HOUR, skill: 1 },
  5: { minutesToCall: 5 * HOUR, skill: 0.95 },
};

export const MANAGER = CAST.findIndex((member) => member.role === "manager");

/** Who may be given a lead of the company: places in the cast. */
export function sellersOf(house: 0 | 1): number[] {
  return CAST.flatMap((member, place) =>
    member.role === "employee" && (member.houses as Houses).includes(house) ? [place] : [],
  );
}
