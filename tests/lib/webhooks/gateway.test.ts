import net from "node:net";
import { once } from "node:events";
import { postMessage } from "@/lib/webhooks/sending/gateway";
import type { AddressInfo, Socket } from "node:net";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A receiver that says exactly this once it was spoken to, as often as it is asked to. */
async function saying(say: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => {
      say(socket);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

const post = (url: string) => postMessage({ url, reach: "everywhere", headers: {}, body: "{}" }, { timeoutMs: 400 });

test("a receiver that goes on in another protocol has answered, and taken nothing", async () => {
  const head = "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n";
  const url = await saying((socket) => socket.write(head));
  await expect(post(url)).resolves.toMatchObject({ problem: "status", status: 101 });
});

test.each([
  ["says nothing", () => undefined],
  ["says without end that it goes on", (socket: Socket) => flood(socket, "HTTP/1.1 102 Processing\r\n\r\n")],
  ["has headers without end", (socket: Socket) => flood(socket, "a: b\r\n", "HTTP/1.1 200 OK\r\n")],
])("a try at one that %s is over in time", async (_what, say) => {
  const answered = await post(await saying(say));
  expect(answered.problem).not.toBe("");
  expect(answered.durationMs).toBeLessThan(5000);
});

test("what was answered counts, whatever comes after", async () => {
  const url = await saying((socket) =>
    flood(socket, "1\r\nx\r\n", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"),
  );
  await expect(post(url)).resolves.toMatchObject({ problem: "", status: 200 });
  const broken = await saying((socket) => {
    socket.write("HTTP/1.1 204 No Content\r\n\r\n");
    socket.destroySoon();
  });
  await expect(post(broken)).resolves.toMatchObject({ problem: "", status: 204 });
});

test("one that closes without a word is no answer", async () => {
  const url = await saying((socket) => socket.destroy());
  await expect(post(url)).resolves.toMatchObject({ problem: "unreachable", status: null });
});

/** As fast as it is taken, slowly enough to leave others their turn. */
function flood(socket: Socket, part: string, first = ""): void {
  socket.write(first);
  const again = setInterval(() => socket.write(part), 5);
  socket.once("close", () => {
    clearInterval(again);
  });
}
