import { api } from "@/lib/intake/connectors/api";
import { companion } from "@/lib/intake/connectors/companion";
import { contactForm7 } from "@/lib/intake/connectors/contact-form-7";
import { elementor } from "@/lib/intake/connectors/elementor";
import { fluentForms } from "@/lib/intake/connectors/fluent-forms";
import { formidable } from "@/lib/intake/connectors/formidable";
import { forminator } from "@/lib/intake/connectors/forminator";
import { generic } from "@/lib/intake/connectors/generic";
import { gravityForms } from "@/lib/intake/connectors/gravity-forms";
import { jetpack } from "@/lib/intake/connectors/jetpack";
import { ninjaForms } from "@/lib/intake/connectors/ninja-forms";
import { wpWebhooks } from "@/lib/intake/connectors/wp-webhooks";
import { wpforms } from "@/lib/intake/connectors/wpforms";
import type { Connector, Entry } from "@/lib/intake/reading";

/** The API's door and our own plugin say so themselves. Then come those a header names, then those their own keys give away, then the ones with keys of the admin's choice. */
export const CONNECTORS: readonly Connector[] = [
  api,
  companion,
  wpWebhooks,
  wpforms,
  jetpack,
  forminator,
  fluentForms,
  elementor,
  gravityForms,
  formidable,
  ninjaForms,
  contactForm7,
  generic,
];

export const connectorFor = (entry: Entry): Connector =>
  CONNECTORS.find((connector) => connector.recognises(entry)) ?? generic;
