import net from "node:net";
import tls from "node:tls";
import { AndFilter, Client, EqualityFilter, FilterParser } from "ldapts";
import { askedOf, isClosed, listed, readKey } from "@/lib/auth/directory/entry";
import { anyPersonFilter, bindName, groupFilter, personFilter } from "@/lib/auth/directory/filter";
import { answerOf, DirectoryTrouble, isRefusal, troubleOf } from "@/lib/auth/directory/problems";
import { checkedLookup, requireReach } from "@/lib/core/address-rules";
import type { Said } from "@/lib/auth/directory/entry";
import type { Answer, DirectoryAccess, Typed } from "@/lib/auth/directory/schema";
import type { Listed } from "@/lib/auth/identities/schema";
import type { Entry, Filter } from "ldapts";

const CONNECT_MS = 5_000;
const ANSWER_MS = 5_000;
/** All of it, however many questions it takes. */
const DIALOGUE_MS = 10_000;
const AT_ONCE = 16;
/** Nobody is told of by more, and no group lists so much. */
const MOST_BYTES = 4_194_304;
const MOST_GROUPS = 2_000;
const PAGE = 500;
/** How an LDAP message begins: a sequence. */
const FIRST_BYTE = 0x30;
/** By this rule Active Directory looks through groups of groups. */
const IN_CHAIN = `(member:1.2.840.113556.1.4.1941:={dn})`;

/**
 * Whether the directory lets somebody in by what they typed. The password goes to the directory and nowhere else; an empty
 * one, which by RFC 4513 binds as nobody and is answered with a yes, never does, nor one with a NUL, which some read as its end.
 */
export async function ask(access: DirectoryAccess, typed: Typed): Promise<Answer> {
  if (typed.password === "" || typed.password.includes("\0")) return { is: "refused" };
  return dialogue(access, async (line) => (access.reading === "direct" ? line.askSelf(typed) : line.askFor(typed)));
}

/** Who somebody is whose password isn't known: our account looks them up. */
export async function lookUp(access: DirectoryAccess, login: string): Promise<Answer> {
  return dialogue(access, async (line) => {
    await line.enter();
    const found = await line.find(personFilter(access.personFilter, login));
    if (found.is !== "one") return found;
    const person = await line.withGroups(found.person);
    return found.closed ? { is: "refused", person } : { is: "yes", person };
  });
}

/** What has become of those who are here already, by their keys: all of them on one connection. */
export async function lookAfter(access: DirectoryAccess, keys: readonly string[]): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const work = async (line: Line) => {
    await line.enter();
    for (const key of keys) answers.set(key, await line.lookAfter(key));
  };
  await dialogue(access, work, { bounded: false });
  return answers;
}

/** Whether a filter can be asked at all. */
export function isFilter(filter: string): boolean {
  try {
    FilterParser.parseString(anyPersonFilter(filter));
    // It doesn't miss a bracket at the end.
    return filter.startsWith("(") && filter.split("(").length === filter.split(")").length;
  } catch {
    return false;
  }
}

type Kept = { running: number };
const kept: Kept = ((globalThis as { __directory?: Kept }).__directory ??= { running: 0 });

/** Of a directory that is slow not more wait than this, and none for longer than is said above. Throws `DirectoryTrouble`. */
async function dialogue<T>(
  access: DirectoryAccess,
  work: (line: Line) => Promise<T>,
  { bounded = true } = {},
): Promise<T> {
  if (kept.running >= AT_ONCE) throw new DirectoryTrouble("busy");
  kept.running++;
  const line = new Line(access);
  const timer = bounded
    ? setTimeout(() => {
        line.breakOff(new DirectoryTrouble("no_answer"));
      }, DIALOGUE_MS)
    : undefined;
  try {
    return await line.until(work(line));
  } catch (error) {
    throw troubleOf(error);
  } finally {
    clearTimeout(timer);
    line.hangUp();
    kept.running--;
  }
}

type Found = { is: "one"; person: Listed; closed: boolean } | { is: "nobody" } | { is: "several" };

/** One connection, encrypted before anything is said on it; it is never opened a second time. */
class Line {
  readonly #access: DirectoryAccess;
  readonly #client: Client;
  readonly #broken: Promise<never>;
  #fail: (reason: unknown) => void = () => undefined;
  #socket: net.Socket | undefined;
  #isOpen = false;
  #secured: Promise<void> | undefined;

  constructor(access: DirectoryAccess) {
    this.#access = access;
    this.#broken = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Also where nobody waits for it any more.
    this.#broken.catch(() => undefined);
    const { host, port, security } = access;
    const named = host.includes(":") ? `[${host}]` : host;
    this.#client = new Client({
      url: `${security === "tls" ? "ldaps" : "ldap"}://${named}:${port}`,
      timeout: ANSWER_MS,
      connectTimeout: CONNECT_MS,
      strictDN: false,
      createConnection: () => this.#watch(net.connect(this.#once())),
      // Called with the port for a connection that is encrypted from its beginning, with the connection to be encrypted else.
      createSecureConnection: (options: tls.ConnectionOptions | number) =>
        this.#watch(tls.connect(typeof options === "number" ? { ...this.#once(), ...this.#tls() } : options)),
    });
  }

  /** Where to. A second time there is none: the library would open a lost connection again by itself, and in the clear. */
  #once() {
    if (this.#isOpen) throw new DirectoryTrouble("closed");
    this.#isOpen = true;
    const { host, port } = this.#access;
    requireReach(new URL(`http://${host.includes(":") ? `[${host}]` : host}`), "everywhere");
    return { host, port, lookup: checkedLookup("everywhere") };
  }

  /** Certificates are checked always: there is no way of not doing it. */
  #tls(): tls.ConnectionOptions {
    const { host, ca } = this.#access;
    return {
      host,
      ...(net.isIP(host) === 0 && { servername: host }),
      ...(ca !== "" && { ca }),
      minVersion: "TLSv1.2",
      rejectUnauthorized: true,
    };
  }

  /** What begins as no LDAP does, or has no end, isn't waited for. */
  #watch<S extends net.Socket>(socket: S): S {
    let bytes = 0;
    socket.on("data", (data: Buffer) => {
      if (bytes === 0 && data[0] !== FIRST_BYTE) this.breakOff(new DirectoryTrouble("not_ldap"));
      bytes += data.length;
      if (bytes > MOST_BYTES) this.breakOff(new DirectoryTrouble("too_many"));
    });
    socket.on("error", this.#fail);
    this.#socket = socket;
    return socket;
  }

  breakOff(reason: DirectoryTrouble): void {
    this.#fail(reason);
    this.hangUp();
  }

  hangUp(): void {
    this.#socket?.destroy();
  }

  async until<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#broken]);
  }

  async #bind(name: string, password: string): Promise<void> {
    if (this.#access.security === "starttls") await (this.#secured ??= this.#startTls());
    await this.#client.bind(name, password);
  }

  async #startTls(): Promise<void> {
    try {
      await this.#client.startTLS(this.#tls());
    } catch (error) {
      throw answerOf(error) === undefined ? error : new DirectoryTrouble("no_starttls", (error as Error).message);
    }
  }

  /** As our own account, which reads and nothing else. */
  async enter(): Promise<void> {
    const { bindDn, password } = this.#access;
    if (bindDn === "" || password === "") throw new DirectoryTrouble("account_refused");
    await this.#bind(bindDn, password);
  }

  /** As whoever signs in; what they typed can be wrong, and that isn't trouble. */
  async #enterAs(name: string, password: string): Promise<boolean> {
    try {
      await this.#bind(name, password);
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  async askFor({ login, password }: Typed): Promise<Answer> {
    await this.enter();
    const found = await this.find(personFilter(this.#access.personFilter, login));
    if (found.is !== "one") return found;
    const { person, closed } = found;
    if (!(await this.#enterAs(person.dn, password)) || closed) return { is: "refused", person };
    // Groups are for our account to read: not every directory shows people their own.
    if (this.#access.groupsBy !== "memberOf") await this.enter();
    return { is: "yes", person: await this.withGroups(person) };
  }

  async askSelf({ login, password }: Typed): Promise<Answer> {
    const { bindTemplate, personFilter: filter } = this.#access;
    const name = bindName(bindTemplate, login);
    if (name === undefined || !(await this.#enterAs(name, password))) return { is: "refused" };
    const found = await this.find(personFilter(filter, login));
    if (found.is !== "one") return found;
    if (found.closed) return { is: "refused", person: found.person };
    return { is: "yes", person: await this.withGroups(found.person) };
  }

  /** By their key, whatever they are called by now; what else is asked of people stays asked. */
  async lookAfter(key: string): Promise<Answer> {
    const asked = readKey(key);
    if (!asked) return { is: "nobody" };
    const filters = [parsed(anyPersonFilter(this.#access.personFilter)), new EqualityFilter(asked)];
    const found = await this.find(new AndFilter({ filters }));
    if (found.is !== "one") return found;
    return found.closed ? { is: "refused" } : { is: "yes", person: await this.withGroups(found.person) };
  }

  async find(filter: string | Filter): Promise<Found> {
    const entries = await this.#search(this.#access.base, filter, {
      attributes: askedOf(this.#access),
      explicitBufferAttributes: ["objectGUID"],
      // Two are one too many already.
      sizeLimit: 2,
    });
    const [entry] = entries;
    if (entries.length > 1) return { is: "several" };
    if (!entry) return { is: "nobody" };
    const said = saidIn(entry);
    const person = listed(said, this.#access);
    if (!person) throw new DirectoryTrouble("no_key", said.dn);
    return { is: "one", person, closed: isClosed(said, new Date()) };
  }

  async withGroups(person: Listed): Promise<Listed> {
    const { groupsBy, groupBase, base, groupFilter: filter } = this.#access;
    if (groupsBy === "memberOf") return { ...person, groups: person.groups.slice(0, MOST_GROUPS) };
    const asked = groupFilter(groupsBy === "nested" ? IN_CHAIN : filter, person);
    const entries = await this.#search(groupBase === "" ? base : groupBase, asked, {
      attributes: ["1.1"],
      paged: { pageSize: PAGE },
    });
    return { ...person, groups: entries.slice(0, MOST_GROUPS).map(({ dn }) => dn) };
  }

  /** Of what is found here; where it says that more is elsewhere, nobody goes there. */
  async #search(base: string, filter: string | Filter, options: object): Promise<Entry[]> {
    const asked = typeof filter === "string" ? parsed(filter) : filter;
    const { searchEntries } = await this.#client.search(base, {
      scope: "sub",
      filter: asked,
      timeLimit: Math.ceil(ANSWER_MS / 1000),
      ...options,
    });
    return searchEntries;
  }
}

function parsed(filter: string): Filter {
  try {
    return FilterParser.parseString(filter);
  } catch (error) {
    throw new DirectoryTrouble("bad_filter", (error as Error).message);
  }
}

function saidIn({ dn, ...values }: Entry): Said {
  const all = Object.entries(values).map(
    ([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value : [value]] as const,
  );
  return { dn, values: new Map(all) };
}
