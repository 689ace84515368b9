import pg from "pg";

type Ask = (...given: unknown[]) => unknown;

/**
 * A connection that takes one query after the other. Whoever reads several things of a transaction asks for them together;
 * pg lines them up itself, and will stop doing so.
 */
export class OrderedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.query = inTurn(this.query.bind(this)) as pg.Client["query"];
  }
}

function inTurn(ask: Ask): Ask {
  let last: Promise<unknown> | undefined;
  return (...given) => {
    // A callback is called and a cursor submits itself: neither is waited for here.
    if (typeof given.at(-1) === "function" || isSubmittable(given[0])) return ask(...given);
    const asked = last ? last.then(() => ask(...given)) : Promise.resolve(ask(...given));
    const over = asked.then(forget, forget);
    last = over;
    return asked;

    function forget(): void {
      if (last === over) last = undefined;
    }
  };
}

const isSubmittable = (query: unknown): boolean => typeof query === "object" && query !== null && "submit" in query;
