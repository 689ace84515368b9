type Waiting<T> = { row: T; done: () => void; failed: (error: unknown) => void };

/**
 * Writes rows together: while one write is under way the next ones gather, so that many commits cost one. A row is done
 * when its write has committed.
 */
export function groupCommit<T>(write: (rows: T[]) => Promise<void>, most: number): (row: T) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  let writing = false;

  const pump = async () => {
    writing = true;
    while (waiting.length > 0) await writeGroup(write, waiting.splice(0, most));
    writing = false;
  };
  return (row) =>
    new Promise((done, failed) => {
      waiting.push({ row, done, failed });
      if (!writing) void pump();
    });
}

async function writeGroup<T>(write: (rows: T[]) => Promise<void>, group: Waiting<T>[]): Promise<void> {
  try {
    await write(group.map(({ row }) => row));
    for (const { done } of group) done();
  } catch (error) {
    for (const { failed } of group) failed(error);
  }
}
