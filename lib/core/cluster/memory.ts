const MB = 1024 * 1024;
const LEAST_BUFFERS = 128;
const MOST_BUFFERS = 4096;
const MOST_UPKEEP = 512;

/** Where a machine gives no more, as strict ones do. */
export const LEAST_MEMORY = { shared_buffers: `${LEAST_BUFFERS}MB` };

/**
 * The server's settings for a machine of so many bytes that it shares with this program: PostgreSQL's own are meant for
 * one of twenty years ago, and for a turning disk. A quarter of it for rows in memory, and half is what the system caches.
 */
export function memorySettings(bytes: number): Record<string, string> {
  const all = Math.floor(bytes / MB);
  const buffers = Math.min(MOST_BUFFERS, Math.max(LEAST_BUFFERS, Math.floor(all / 4)));
  return {
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${Math.max(2 * buffers, Math.floor(all / 2))}MB`,
    maintenance_work_mem: `${Math.min(MOST_UPKEEP, Math.max(64, Math.floor(all / 32)))}MB`,
    work_mem: all < 2048 ? "4MB" : "16MB",
    max_wal_size: "2GB",
    // Any row costs hardly more than the next one; counted as on a turning disk, whole tables are read instead.
    random_page_cost: "1.1",
    // What is asked here takes milliseconds; compiling it takes longer.
    jit: "off",
  };
}

/** What this process may use: all of the machine, or what its container is given. */
export function usableMemory(total: number, constrained: number | undefined): number {
  return constrained === undefined || constrained === 0 ? total : Math.min(total, constrained);
}
