import { performance } from "node:perf_hooks";

/** An open screen's stream of news. `hear` answers the moment at which the lead's next news came. */
export async function openNews(origin: string, cookie: string) {
  const abort = new AbortController();
  const waiting = new Map<string, ((at: number) => void)[]>();
  const response = await fetch(`${origin}/api/live`, { headers: { cookie }, signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`/api/live answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const at = performance.now();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks)
        if (block.startsWith("data: ")) tell(JSON.parse(block.slice(6)) as { id: string }[], at);
    }
  };
  const tell = (events: { id: string }[], at: number) => {
    for (const { id } of events) {
      waiting.get(id)?.shift()?.(at);
    }
  };
  // Closing it ends the reading with an error of its own.
  read().catch(() => undefined);
  return {
    hear: (id: string) =>
      new Promise<number>((told) => {
        waiting.set(id, [...(waiting.get(id) ?? []), told]);
      }),
    close: () => {
      abort.abort();
    },
  };
}
