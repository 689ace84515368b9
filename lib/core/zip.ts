import { Readable } from "node:stream";
import zlib from "node:zlib";

/** A file of an archive: its name and its bytes, as they come. */
type ZipFile = { name: string; content: Iterable<Uint8Array> | AsyncIterable<Uint8Array> };

type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number };

const SIGNATURE = { file: 0x04034b50, sizes: 0x08074b50, directory: 0x02014b50, end: 0x06054b50 };
const VERSION = 20;
/** Sizes follow the bytes; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: nothing in it depends on when it was made. */
const DAY = 0x21;
/** What the plain format can say; nothing we write comes near it. */
const LARGEST = 0xff_ff_ff_ff;

/** An archive while its files are still being made: no more of it is held than what is being packed. */
export async function* zipped(files: Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const entry: Written = { name, crc: 0, packed: 0, size: 0, offset };
    const head = numbers([SIGNATURE.file, 4], [VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DAY, 2]);
    const local = Buffer.concat([head, numbers([0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]), name]);
    yield local;
    for await (const chunk of packedBytes(file.content, entry)) yield chunk;
    if (entry.size > LARGEST || offset > LARGEST) throw new Error(`${file.name} is too large for an archive`);
    yield numbers([SIGNATURE.sizes, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]);
    offset += local.length + entry.packed + 16;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield numbers(
    [SIGNATURE.end, 4],
    [0, 2],
    [0, 2],
    [written.length, 2],
    [written.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  );
}

async function* packedBytes(content: ZipFile["content"], entry: Written): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const chunk of content) {
      entry.crc = zlib.crc32(chunk, entry.crc);
      entry.size += chunk.length;
      yield chunk;
    }
  }
  const source = Readable.from(counted(), { objectMode: false });
  const packer = zlib.createDeflateRaw({ level: 6 });
  source.once("error", (error) => packer.destroy(error));
  try {
    for await (const chunk of source.pipe(packer) as AsyncIterable<Buffer>) {
      entry.packed += chunk.length;
      yield chunk;
    }
  } finally {
    // Whoever reads may have left.
    source.destroy();
    packer.destroy();
  }
}

function directoryEntry({ name, crc, packed, size, offset }: Written): Buffer {
  const head = numbers(
    [SIGNATURE.directory, 4],
    [VERSION, 2],
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATED, 2],
    [0, 2],
    [DAY, 2],
  );
  const sizes = numbers([crc, 4], [packed, 4], [size, 4], [name.length, 2]);
  return Buffer.concat([head, sizes, numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name]);
}

function numbers(...fields: [value: number, bytes: number][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
