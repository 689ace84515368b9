/** Products by the key under which their way of sending is known; what has no name of its own is worded by the screens. */
const NAMES: Record<string, string> = {
  "contact-form-7": "Contact Form 7",
  "contact-form-7/cf7-to-webhook": "Contact Form 7 (CF7 to Webhook)",
  "elementor-pro": "Elementor Pro",
  "fluent-forms": "Fluent Forms",
  fluentform: "Fluent Forms",
  formidable: "Formidable Forms",
  "formidable-forms": "Formidable Forms",
  forminator: "Forminator",
  "gravity-forms": "Gravity Forms",
  gravityforms: "Gravity Forms",
  "jetpack-forms": "Jetpack Forms",
  "ninja-forms": "Ninja Forms",
  "wp-custom-endpoint": "WordPress (custom/v1)",
  "wp-webhooks": "WP Webhooks",
  "wp-webhooks/contact-form-7": "Contact Form 7 (WP Webhooks)",
  wpforms: "WPForms",
};
const UNNAMED = ["generic", "json-list", "api", "companion", "hand"] as const;
type Unnamed = (typeof UNNAMED)[number];

/** What a person calls the plugin or program that sent it. */
export function pluginName(key: string, word: (key: Unnamed) => string): string {
  const unnamed = UNNAMED.find((one) => one === key);
  return unnamed ? word(unnamed) : (NAMES[key] ?? NAMES[key.split("/")[0] ?? ""] ?? key);
}
