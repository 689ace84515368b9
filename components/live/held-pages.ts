import { doubtReach, isGateway, untilReached } from "@/components/live/reach";

/** By which the router asks for a page. */
const ASKS_PAGE = "rsc";

/**
 * Where the net refuses the router a page it loads the address whole, and with the browser's error page all is gone that is
 * typed here. Its question is held instead, and asked once more when the server answers. Calling the answer ends it.
 */
export function holdPages(): () => void {
  const plain = window.fetch.bind(window);
  const holding: typeof fetch = async (input, init) => {
    if (!asksPage(init)) return plain(input, init);
    for (;;) {
      const answer = await plain(input, init).catch((error: unknown) => {
        if (init?.signal?.aborted) throw error;
        return null;
      });
      if (answer && !isGateway(answer.status)) return answer;
      await untilReached();
      // What the net refuses though the server answers isn't asked without end.
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  };
  window.fetch = holding;
  window.addEventListener("offline", doubt);
  window.addEventListener("online", doubt);
  return () => {
    if (window.fetch === holding) window.fetch = plain;
    window.removeEventListener("offline", doubt);
    window.removeEventListener("online", doubt);
  };
}

const PAUSE_MS = 300;

function doubt(): void {
  void doubtReach();
}

function asksPage(init: RequestInit | undefined): boolean {
  if (init?.method !== undefined && init.method !== "GET") return false;
  return new Headers(init?.headers).has(ASKS_PAGE);
}
