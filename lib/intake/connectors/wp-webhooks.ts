import { dateOfTags, fieldsOfTags } from "@/lib/intake/connectors/contact-form-7";
import { readEntry } from "@/lib/intake/connectors/gravity-forms";
import type { Labels } from "@/lib/intake/connectors/gravity-forms";
import { fieldsOf } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import { headerOf, reading, say } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

/** The form's own description lists its fields, some with several inputs. */
function labelsInside(form: JsonObject): Labels {
  const labels: Labels = {};
  const fields = own(form, "fields");
  for (const field of Array.isArray(fields) ? fields : []) {
    if (!isObject(field)) continue;
    const id = say(field, "id");
    const label = say(field, "label");
    if (id && label) labels[id] = label;
    const inputs = own(field, "inputs");
    for (const input of Array.isArray(inputs) ? inputs : []) {
      const inputId = isObject(input) ? say(input, "id") : null;
      const inputLabel = isObject(input) ? say(input, "label") : null;
      if (inputId && inputLabel) labels[inputId] = inputLabel;
    }
  }
  return labels;
}

function readContactForm(value: JsonObject, answers: JsonObject) {
  const post = own(value, "form_data");
  const tags = own(value, "special_mail_tags");
  const about = isObject(tags) ? tags : {};
  return reading("wp-webhooks/contact-form-7", [...fieldsOfTags(answers), ...fieldsOfTags(about)], {
    form: { id: say(value, "form_id"), name: isObject(post) ? say(post, "post_title") : null },
    submitted: dateOfTags(about),
  });
}

/** Beside the answers it sends the form's whole configuration, mail templates and secrets included: never read here. */
export const wpWebhooks: Connector = {
  key: "wp-webhooks",
  recognises: (entry) =>
    "x-wp-webhook-source" in entry.request.headers ||
    "x-wp-webhook-name" in entry.request.headers ||
    headerOf(entry, "user-agent").startsWith("WP Webhooks"),
  read({ value }) {
    const answers = own(value, "form_submit_data");
    if (isObject(answers)) return readContactForm(value, answers);
    const lead = own(value, "lead") ?? own(value, "entry");
    const form = own(value, "form");
    if (isObject(lead)) {
      const entry = readEntry("wp-webhooks/gravity-forms", lead, isObject(form) ? labelsInside(form) : {});
      return {
        ...entry,
        form: { id: entry.form.id ?? say(value, "form_id"), name: isObject(form) ? say(form, "title") : null },
      };
    }
    const rest = Object.entries(value).filter(([key]) => key !== "form_data" && key !== "form_data_meta");
    return reading("wp-webhooks", fieldsOf(Object.fromEntries(rest)));
  },
};
