export type NoticeKind = "success" | "error" | "info" | "warning" | "plain";

export type NoticeOptions = {
  description?: string;
  action?: { label: string; run: () => void };
  /** A question with its possible answers; whoever leaves it unanswered loses nothing. */
  ask?: { question: string; answers: { label: string; run: () => void }[] };
  /** The same id replaces the toast that is already there. */
  id?: string;
  durationMs?: number;
};

export type Notice = { kind: NoticeKind; message: string; options: NoticeOptions };

// The toast library is only loaded when there is something to say, so what is said first waits here.
let queue: Notice[] = [];
const listeners = new Set<() => void>();

/** Says something in a corner of the screen, for a moment; callable from any browser code. */
export const notify = {
  success: says("success"),
  error: says("error"),
  info: says("info"),
  warning: says("warning"),
  plain: says("plain"),
};

export function subscribeToNotices(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function waitingNotices() {
  return queue;
}

export function takeNotices() {
  const taken = queue;
  queue = [];
  return taken;
}

function says(kind: NoticeKind) {
  return (message: string, options: NoticeOptions = {}) => {
    queue = [...queue, { kind, message, options }];
    for (const listener of listeners) listener();
  };
}
