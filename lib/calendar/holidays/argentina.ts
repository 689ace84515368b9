import type { NewHoliday } from "@/lib/calendar/schema";

/*
 * Argentina's national holidays by Ley 27.399 (2017), as https://www.argentina.gob.ar/interior/feriados lists them. The
 * days before or after a holiday that a government adds for tourism are decreed year by year and aren't among them.
 */

const FIXED: readonly [day: string, name: string][] = [
  ["01-01", "Año Nuevo"],
  ["03-24", "Día Nacional de la Memoria por la Verdad y la Justicia"],
  ["04-02", "Día del Veterano y de los Caídos en la Guerra de Malvinas"],
  ["05-01", "Día del Trabajador"],
  ["05-25", "Día de la Revolución de Mayo"],
  ["06-20", "Paso a la Inmortalidad del Gral. Manuel Belgrano"],
  ["07-09", "Día de la Independencia"],
  ["12-08", "Inmaculada Concepción de María"],
  ["12-25", "Navidad"],
];

const MOVED: readonly [day: string, name: string][] = [
  ["06-17", "Paso a la Inmortalidad del Gral. Martín Miguel de Güemes"],
  ["08-17", "Paso a la Inmortalidad del Gral. José de San Martín"],
  ["10-12", "Día del Respeto a la Diversidad Cultural"],
  ["11-20", "Día de la Soberanía Nacional"],
];

/** So many days from Easter Sunday. */
const BY_EASTER: readonly [days: number, name: string][] = [
  [-48, "Carnaval"],
  [-47, "Carnaval"],
  [-2, "Viernes Santo"],
];

/** A Tuesday or Wednesday moves to the Monday before, a Thursday or Friday to the Monday after; by weekday, Sunday first. */
const TO_MONDAY = [0, 0, -1, -2, 4, 3, 0];

/** The fixed ones as holidays of every year, the others on their days in this one. */
export function argentineHolidays(year: number): NewHoliday[] {
  const easter = easterSunday(year);
  return [
    ...FIXED.map(([day, name]) => ({ day: `${year}-${day}`, yearly: true, name })),
    ...BY_EASTER.map(([days, name]) => ({ day: addDays(easter, days), yearly: false, name })),
    ...MOVED.map(([day, name]) => ({ day: toMonday(`${year}-${day}`), yearly: false, name })),
  ];
}

function toMonday(day: string): string {
  return addDays(day, TO_MONDAY[new Date(day).getUTCDay()] ?? 0);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** By the rule of Meeus, Jones and Butcher. */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leaps = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - leaps - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  return new Date(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)).toISOString().slice(0, 10);
}
