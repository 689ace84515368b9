/** What a mail says, before it is text and HTML. */
export type Letter = {
  subject: string;
  paragraphs: readonly string[];
  /** Where it leads; without a base address mails have no links. */
  link?: { label: string; href: string } | undefined;
  /** Why one gets it. */
  footer: string;
};

export function textOf({ paragraphs, link, footer }: Letter): string {
  const parts = [...paragraphs, ...(link ? [`${link.label}:\n${link.href}`] : []), `-- \n${footer}`];
  return `${parts.join("\n\n")}\n`;
}

/** As plain as a mail can be: every program shows it, dark or light, and nothing is loaded from anywhere. */
export function htmlOf({ subject, paragraphs, link, footer }: Letter): string {
  const body = [
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text).replaceAll("\n", "<br>")}</p>`),
    ...(link
      ? [
          `<p style="margin:24px 0"><a href="${escaped(link.href)}" style="display:inline-block;padding:10px 16px;` +
            `border:1px solid;border-radius:6px;text-decoration:none;font-weight:600">${escaped(link.label)}</a></p>`,
        ]
      : []),
    `<p style="margin:32px 0 0;font-size:13px;opacity:.75">${escaped(footer)}</p>`,
  ];
  return (
    `<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
    `<title>${escaped(subject)}</title></head><body style="font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:0;` +
    `padding:16px">${body.join("")}</body></html>`
  );
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
