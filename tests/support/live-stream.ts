import type { LiveEvent } from "@/lib/core/live-event";

/** What a live stream has carried so far, from when it was opened. */
export async function heardOn(open: (request: Request) => Promise<Response>) {
  const ending = new AbortController();
  const response = await open(new Request("http://server/api/live", { signal: ending.signal }));
  const heard: LiveEvent[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const done = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      for (const [, data] of part.value.matchAll(/^data: (.*)$/gm))
        heard.push(...(JSON.parse(data ?? "") as LiveEvent[]));
    }
  })();
  const end = async () => {
    ending.abort();
    await done;
  };
  return { heard, end };
}
