import {
  ADVERTS,
  FIRM_FORMS,
  FIRM_NAMES,
  FIRM_ROOTS,
  FIRST_NAMES,
  JOB_MESSAGES,
  JOB_SEEKER,
  LAST_NAMES,
  MESSAGES,
  PLACES,
} from "@/lib/demo/words";
import { fold } from "@/lib/core/text";
import type { Chance } from "@/lib/demo/random";

export const DEMO_FORMS = {
  contact: {
    name: "Contacto web",
    company: 0,
    page: "https://www.intralog.example/contacto/",
    services: ["Fulfillment e-commerce", "Transporte nacional", "Almacenaje", "Última milla"],
  },
  quote: {
    name: "Cotizador",
    company: 0,
    page: "https://www.intralog.example/cotizar/",
    services: ["Transporte nacional", "Última milla"],
  },
  fulfilment: {
    name: "Landing fulfillment",
    company: 0,
    page: "https://www.intralog.example/fulfillment/",
    services: ["Fulfillment e-commerce"],
  },
  pallets: {
    name: "Contacto INTRAPAL",
    company: 1,
    page: "https://www.intrapal.example/contacto/",
    services: ["Pallets y embalaje"],
  },
} as const;
export type DemoForm = keyof typeof DEMO_FORMS;

const MIX: [DemoForm, number][] = [
  ["contact", 40],
  ["quote", 25],
  ["fulfilment", 15],
  ["pallets", 20],
];
/** Source, medium, campaign, and how well its leads turn out. */
const CAMPAIGNS: [{ source: string; medium: string; campaign: string; quality: number }, number][] = [
  [{ source: "", medium: "", campaign: "", quality: 1 }, 34],
  [{ source: "google", medium: "cpc", campaign: "fulfillment-amba", quality: 1.3 }, 20],
  [{ source: "google", medium: "cpc", campaign: "transporte-interior", quality: 0.9 }, 14],
  [{ source: "instagram", medium: "paid-social", campaign: "marcas-emprendedoras", quality: 0.5 }, 14],
  [{ source: "linkedin", medium: "paid-social", campaign: "gerentes-logistica", quality: 1.6 }, 7],
  [{ source: "newsletter", medium: "email", campaign: "novedades", quality: 1.1 }, 6],
  [{ source: "partner", medium: "referral", campaign: "camara-logistica", quality: 1.8 }, 5],
];

export type Person = { name: string; firm: string; email: string; phone: string; province: string };
export type DemoArrival = {
  at: Date;
  form: DemoForm;
  person: Person;
  service: string;
  message: string;
  utm: { source: string; medium: string; campaign: string };
  /** Above 1: likelier to become a customer. */
  quality: number;
  jobSeeker: boolean;
  /** A program wrote it, to this form as to any other. */
  advert: boolean;
};

const DAY = 86_400_000;

/** Everybody who wrote between the two moments, oldest first. Some come back, some press Send twice. */
export function planArrivals(chance: Chance, span: { from: Date; to: Date; count: number }): DemoArrival[] {
  const arrivals: DemoArrival[] = [];
  while (arrivals.length < span.count) {
    const at = momentBetween(chance, span.from, span.to);
    const known = arrivals.length > 50 && chance.happens(0.05) ? chance.pick(arrivals) : undefined;
    const arrival =
      known && !known.jobSeeker && !known.advert
        ? { ...arrivalAt(chance, at, known.form), person: known.person }
        : arrivalAt(chance, at);
    arrivals.push(arrival);
    const again = new Date(at.getTime() + chance.between(4, 90) * 1000);
    if (chance.happens(0.015) && again < span.to && arrivals.length < span.count)
      arrivals.push({ ...arrival, at: again });
  }
  return arrivals.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function arrivalAt(chance: Chance, at: Date, form = chance.weighted(MIX)): DemoArrival {
  const advert = chance.happens(0.025);
  const jobSeeker = !advert && chance.happens(0.09);
  const campaign = chance.weighted(CAMPAIGNS);
  const place = chance.pick(PLACES);
  const service = jobSeeker ? JOB_SEEKER : chance.pick(DEMO_FORMS[form].services);
  const people = jobSeeker ? JOB_MESSAGES : (MESSAGES[service] ?? JOB_MESSAGES);
  const message = chance.pick(advert ? ADVERTS : people);
  const { source, medium, campaign: name, quality } = campaign;
  return {
    at,
    form,
    person: personFrom(chance, place, jobSeeker),
    service,
    message: message.replace("{n}", String(chance.between(2, 60) * 10)).replace("{place}", chance.pick(PLACES)[0]),
    utm: { source, medium, campaign: name },
    quality,
    jobSeeker,
    advert,
  };
}

function personFrom(chance: Chance, [, province, area]: (typeof PLACES)[number], private_: boolean): Person {
  const first = chance.pick(FIRST_NAMES);
  const last = chance.pick(LAST_NAMES);
  const firm = private_
    ? ""
    : [chance.pick(FIRM_ROOTS), chance.pick(FIRM_NAMES), chance.pick(FIRM_FORMS)].filter(Boolean).join(" ");
  const box = `${fold(first)}.${fold(last)}${chance.between(1, 99)}`;
  const host =
    firm && chance.happens(0.6)
      ? `${fold(firm)
          .replaceAll(/[^a-z0-9]/g, "")
          .slice(0, 24)}.example`
      : "correo.test";
  const digits = 10 - area.length;
  const number = String(chance.between(3, 6)) + Array.from({ length: digits - 1 }, () => chance.between(0, 9)).join("");
  const phone = chance.weighted([
    [`+54 9 ${area} ${number}`, 4],
    [`0${area} 15 ${number}`, 3],
    [`(${area}) ${number}`, 2],
    [`${area}${number}`, 2],
    ["", 1],
  ]);
  return { name: `${first} ${last}`, firm, email: `${box}@${host}`, phone, province };
}

/** More towards the end, on weekdays and in office hours, as such forms are. */
function momentBetween(chance: Chance, from: Date, to: Date): Date {
  for (;;) {
    const share = Math.sqrt(chance.next() * 0.84 + 0.16);
    const day = new Date(from.getTime() + ((share - 0.4) / 0.6) * (to.getTime() - from.getTime() - DAY));
    // Hours of Argentina, which is three behind UTC all year.
    const hour = chance.weighted([
      [chance.between(12, 21), 8],
      [chance.between(21, 26), 2],
      [chance.between(2, 11), 1],
    ]);
    const at = new Date(Math.floor(day.getTime() / DAY) * DAY + hour * 3_600_000 + chance.between(0, 3_599) * 1000);
    const weekend = [0, 6].includes(new Date(at.getTime() - 3 * 3_600_000).getUTCDay());
    if (at >= from && at < to && (!weekend || chance.happens(0.3))) return at;
  }
}

/** The request this form's plugin would have sent. */
export function requestOf(arrival: DemoArrival): { contentType: string; body: string } {
  const { person, utm } = arrival;
  const page = new URL(DEMO_FORMS[arrival.form].page);
  for (const [key, value] of Object.entries(utm)) if (value) page.searchParams.set(`utm_${key}`, value);
  if (arrival.form === "pallets") {
    const fields = {
      "Nombre y Apellido": person.name,
      "E-Mail": person.email,
      Teléfono: person.phone,
      "Razón social": person.firm,
      Provincia: person.province,
      "Me interesa el servicio": arrival.service,
      Mensaje: arrival.message,
      "Page URL": page.href,
      form_id: "7d2c1b0",
      form_name: DEMO_FORMS.pallets.name,
    };
    return { contentType: "application/x-www-form-urlencoded", body: new URLSearchParams(fields).toString() };
  }
  const fields = {
    "your-name": person.name,
    "your-email": person.email,
    "your-phone": person.phone,
    empresa: person.firm,
    provincia: person.province,
    servicio: arrival.service,
    "your-message": arrival.message,
    page_url: page.href,
  };
  return { contentType: "application/json; charset=UTF-8", body: JSON.stringify(fields) };
}
