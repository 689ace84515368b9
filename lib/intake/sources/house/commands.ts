import { newId } from "@/lib/core/id";
import { sealText } from "@/lib/core/secrets";
import { newToken } from "@/lib/core/token";
import { sourceCreated } from "@/lib/intake/events";
import { loadSource } from "@/lib/intake/processing/queries";
import { defaultsOfOrganisation } from "@/lib/intake/sources/queries";
import type { Tx } from "@/lib/core/db";
import type { Emit } from "@/lib/core/mutate";
import type { LoadedSource } from "@/lib/intake/processing/queries";

const NAMES = {
  hand: { es: "Carga manual", en: "By hand" },
  import: { es: "Importación", en: "Import" },
  api: { es: "API", en: "API" },
} as const;
export type HouseKind = keyof typeof NAMES;

/** The company's own source for what people type in, bring in a file or have a program post; made when it is first needed. */
export async function houseSource(tx: Tx, emit: Emit, kind: HouseKind, companyId: string): Promise<LoadedSource> {
  // Two first entries at once must not make two.
  await tx.$queryRawUnsafe(`select 1 from "Company" where id = $1::uuid for update`, companyId);
  const known = await tx.source.findFirst({ where: { kind, companyId }, select: { id: true } });
  return loadSource(tx, known?.id ?? (await makeSource(tx, emit, kind, companyId)), { sources: new Map() });
}

async function makeSource(tx: Tx, emit: Emit, kind: HouseKind, companyId: string): Promise<string> {
  const { timeZone, defaultCountry } = await defaultsOfOrganisation(tx);
  const organisation = await tx.organisation.findUnique({ where: { id: 1 }, select: { locale: true } });
  const leadType = await tx.leadType.findUniqueOrThrow({ where: { key: "other" } });
  // Nobody is told this token: nothing comes in through the door under this source's name.
  const { token, hash } = newToken();
  const source = await tx.source.create({
    data: {
      id: newId(),
      name: NAMES[kind][organisation?.locale === "en" ? "en" : "es"],
      kind,
      channel: kind === "api" ? NAMES.api.en : "",
      companyId,
      leadTypeId: leadType.id,
      timeZone,
      defaultCountry,
      tokenSealed: sealText(token),
      tokenHash: hash,
    },
  });
  emit(sourceCreated, {
    subjectId: source.id,
    subjectLabel: source.name,
    payload: { kind },
    companyIds: [companyId],
  });
  return source.id;
}
