const SLIDE_MS = 260;
const EASING = "cubic-bezier(0.2, 0, 0, 1)";

/** A copy of a card, since the card itself is gone by the time it slides; and where it was. */
type Seen = { copy: HTMLElement; rect: DOMRect; column: string | undefined };

/** Changes what is shown; the cards that thereby go to another column slide there, above everything, instead of jumping. */
export function slide(ids: readonly string[], goesTo: (id: string) => string | undefined, change: () => void): void {
  const before = ids.length > MOST || isStill() ? [] : ids.map((id) => [id, seen(cardIn(id))] as const);
  change();
  for (const [id, was] of before) {
    if (!was) continue;
    const now = cardIn(id);
    const key = goesTo(id);
    const place = now ?? (key === undefined ? null : headOf(key));
    // Within a column it slides by itself.
    if (now && columnAt(now) === was.column) continue;
    fly(was, place?.getBoundingClientRect(), now);
  }
}

/** What is let go of slides to where it belongs now, be that where it was. To be called before it goes out of the hand. */
export function land(id: string): void {
  const was = isStill() ? undefined : seen(document.querySelector<HTMLElement>(".board-card[data-carried]"));
  if (!was) return;
  requestAnimationFrame(() => {
    const card = cardIn(id);
    fly(was, card?.getBoundingClientRect(), card);
  });
}

/** More at once is a flurry that nobody can follow. */
const MOST = 12;

function isStill(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: no-preference)").matches;
}

function cardIn(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-card="${id}"]`);
}

function headOf(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-column="${key}"]`);
}

function columnAt(card: HTMLElement): string | undefined {
  return card.closest<HTMLElement>("[data-column]")?.dataset["column"];
}

function seen(card: HTMLElement | null): Seen | undefined {
  if (!card) return undefined;
  const copy = card.cloneNode(true) as HTMLElement;
  for (const name of ["data-card", "data-carried", "data-dragged"]) copy.removeAttribute(name);
  return { copy, rect: card.getBoundingClientRect(), column: columnAt(card) };
}

function fly({ copy: card, rect }: Seen, to: DOMRect | undefined, arrived: HTMLElement | null): void {
  card.classList.add("board-flight");
  card.inert = true;
  Object.assign(card.style, {
    left: `${rect.left}px`,
    top: `${rect.top}px`,
    width: `${rect.width}px`,
    height: `${rect.height}px`,
  });
  document.body.append(card);
  const timing = { duration: SLIDE_MS, easing: EASING };
  const end = to ? `translate(${to.left - rect.left}px, ${to.top - rect.top}px)` : "scale(0.96)";
  // What leaves the board, or goes where nothing is shown, fades on its way.
  const flight = card.animate(
    [
      { transform: "none", opacity: 1 },
      { transform: end, opacity: arrived ? 1 : 0 },
    ],
    timing,
  );
  arrived?.animate([{ opacity: 0 }, { opacity: 0 }], timing);
  flight.addEventListener("finish", () => {
    card.remove();
  });
  flight.addEventListener("cancel", () => {
    card.remove();
  });
}
