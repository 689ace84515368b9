// One stream for all tabs of a browser: over plain HTTP a browser opens six connections to a host, and the seventh tab
// would hang. Lives as long as any tab does.
const RETRY_MS = 30_000;
const ports = new Set();
let source;
let opened = false;

self.onconnect = ({ ports: [port] }) => {
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data !== "bye") return;
    ports.delete(port);
    if (ports.size === 0) close();
  };
  if (!source) open();
  else if (opened) port.postMessage([{ name: "resync" }]);
};

function open() {
  source = new EventSource("/api/live");
  source.onopen = () => {
    opened = true;
    tell([{ name: "resync" }]);
  };
  source.onmessage = ({ data }) => tell(JSON.parse(data));
  source.onerror = () => {
    opened = false;
    tell([{ name: "stream.lost" }]);
    if (source.readyState !== EventSource.CLOSED) return;
    // Refused, which a stream doesn't try again by itself: signed out, or the server is starting.
    close();
    tell([{ name: "session.ended" }]);
    setTimeout(() => {
      if (!source && ports.size > 0) open();
    }, RETRY_MS);
  };
}

function close() {
  source?.close();
  source = undefined;
  opened = false;
}

function tell(events) {
  for (const port of ports) port.postMessage(events);
}
