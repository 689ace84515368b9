import { fold } from "@/lib/core/text";

export type NamedService = { labelEn: string; labelEs: string; aliases: readonly string[] };

/** How leads have a service: in the organisation's language. */
export function nameOf(service: Pick<NamedService, "labelEn" | "labelEs">, locale: string): string {
  return locale === "en" ? service.labelEn : service.labelEs;
}

/** Everything that means the service, folded. */
export function wordsOf({ labelEn, labelEs, aliases }: NamedService): string[] {
  return [...new Set([labelEn, labelEs, ...aliases].map(fold))].filter((word) => word !== "");
}

/** Services by everything that means them; what is said otherwise stays as it was said. */
export class ServiceNames {
  private readonly names: ReadonlyMap<string, string>;

  constructor(services: readonly NamedService[], locale: string) {
    this.names = new Map(
      services.flatMap((service) => wordsOf(service).map((word): [string, string] => [word, nameOf(service, locale)])),
    );
  }

  knows(said: string): boolean {
    return said !== "" && this.names.has(fold(said));
  }

  named(said: string): string {
    return said === "" || this.names.size === 0 ? said : (this.names.get(fold(said)) ?? said);
  }
}
