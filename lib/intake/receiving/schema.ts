/** A request as it came through the door: no token in it, and secrets in its headers blotted out. */
export type Arrival = {
  id: string;
  sourceId: string;
  receivedAt: Date;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** At most what a body may have; `bodySize` says how much came. */
  body: Buffer;
  bodySize: number;
  ip: string;
  requestId: string;
  /** Of the tokens it presented. */
  tokenHashes: string[];
};
