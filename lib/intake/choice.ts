import { emailsIn } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import type { Candidate } from "@/lib/intake/candidates";
import type { Concept } from "@/lib/intake/concepts";
import { isUsualChoice } from "@/lib/intake/default-rules";
import { guess, isNameless, isOfSite } from "@/lib/intake/guess";
import { isMailLine } from "@/lib/intake/labels";
import { lastNumber } from "@/lib/intake/numbers";
import { distance, isAt, isOfPlace, isOwners, isTheirs, ownerIn, placesNamed } from "@/lib/intake/owner";
import type { Surroundings } from "@/lib/intake/guess";
import type { SourceSettings } from "@/lib/intake/schema";
import { unansweredSender } from "@/lib/intake/spam/automatic";
import { suppliersFirm } from "@/lib/intake/supplier";
import { listOf } from "@/lib/intake/values";
import { isDelivered, isForAnother, isRole, isWard, names } from "@/lib/intake/whose";
import { nameOfReached, onlyPerson } from "@/lib/intake/whose-name";
import { workersIn } from "@/lib/intake/workers";

/** No form asks for more numbers. */
const MOST_TRIED = 50;
const LONGEST_CHOICE = 1_000;

/** What a form that asks the visitor for it asks of anybody else besides. */
const NAME: Concept[] = ["name", "first_name", "last_name"];
const ONES_OWN: Concept[][] = [["email"], NAME];
const says = (is: (words: string) => boolean) => {
  const isNamed = names(is);
  return (one: Candidate): boolean => one.strength <= 1 && isNamed(one);
};
const asksName = ({ asked }: Candidate) => asked === "name" || asked === "first_name";
const isOfDelivery = says(isDelivered);
const isOfRole = says(isRole);
const isWritingForAnother = says(isForAnother);

const isLineOfMail = ({ field }: Candidate) => isMailLine(field.label ?? field.path.at(-1) ?? "");

const namesWard = names(isWard);
const namesWriter = names(isForAnother);
const namesWardAlone = names((words) => isWard(words) && !isForAnother(words));

const isOfName = ({ concept }: Candidate) => concept !== null && NAME.includes(concept);
/** A child's part of a name, however surely it is one. */
const isNamedWard = (one: Candidate): boolean => one.strength < 9 && isOfName(one) && namesWardAlone(one);

/** Who writes for a child or a patient, or pays for who attends, goes before them. */
function beforeTheirWards(claimants: Candidate[]): Candidate[] {
  if (!claimants.some(namesWard)) return claimants;
  const surer = (one: Candidate) => Math.max(one.strength, 1);
  const order = (a: Candidate, b: Candidate) => surer(b) - surer(a) || Number(namesWriter(b)) - Number(namesWriter(a));
  return claimants.toSorted(order);
}

/** The fields of one submission while its values are being given out; each goes to one place. */
export class Pool {
  private readonly taken = new Set<Candidate>();

  readonly candidates: Candidate[];
  private readonly country: string;
  /** The site's own domains, as far as the request tells them. */
  private readonly hosts: readonly string[];
  private named: ReadonlySet<string> | null = null;
  /** Where the visitor is written to and called. */
  private readonly reaching: Candidate[] = [];
  private workers: ((one: Candidate) => boolean) | null = null;
  private placed: readonly string[] | null = null;
  private readonly byConcept = new Map<Concept, Candidate[]>();
  private readonly plainly = new Map<Concept | null, boolean>();
  private readonly nearer = new Map<Concept | null, boolean>();

  constructor(candidates: Candidate[], country: string, hosts: readonly string[] = []) {
    this.candidates = candidates;
    this.country = country;
    this.hosts = hosts;
    for (const candidate of candidates.toSorted((a, b) => b.strength - a.strength)) {
      if (candidate.concept === null || candidate.text === null) continue;
      const claimants = this.byConcept.get(candidate.concept);
      if (claimants) claimants.push(candidate);
      else this.byConcept.set(candidate.concept, [candidate]);
    }
  }

  take(candidate: Candidate): Candidate {
    this.taken.add(candidate);
    return candidate;
  }

  private reachedBy(found: Candidate | null): Candidate | null {
    if (found) this.reaching.push(this.take(found));
    return found;
  }

  free(): Candidate[] {
    return this.candidates.filter((candidate) => !this.taken.has(candidate));
  }

  /** Everyone who claims a concept, the surest first, else in the form's order. */
  claiming(concept: Concept): Candidate[] {
    const untaken = this.byConcept.get(concept)?.filter((candidate) => !this.taken.has(candidate)) ?? [];
    const claimants = NAME.includes(concept) ? untaken.filter((one) => !this.isOfWorker(one)) : untaken;
    if (concept === "firm") return this.ownFirms(claimants);
    const asked = ONES_OWN.find((concepts) => concepts.includes(concept));
    if (!asked) return claimants;
    if (this.isWrittenForWard(claimants)) return claimants.filter((one) => !isNamedWard(one));
    if (!claimants.some(isOfRole)) return concept === "email" ? claimants : beforeTheirWards(claimants);
    const visitors = this.candidates.filter((one) => one.asked && asked.includes(one.asked) && !isOfRole(one));
    const isInstead = (one: Candidate) =>
      isOfRole(one) && visitors.some((other) => !isWritingForAnother(one) || !namesWard(other));
    const isNamed = (one: Candidate) => concept === "email" && isOwners(one, this.owner());
    const theirs = claimants.filter((one) => !isInstead(one) || isNamed(one));
    return concept === "email" ? theirs : beforeTheirWards(theirs);
  }

  private isOfWorker(one: Candidate): boolean {
    this.workers ??= workersIn(this.candidates);
    return this.workers(one);
  }

  /** Whoever writes for a child gives their own name besides, whole or in parts. */
  private isWrittenForWard(claimants: Candidate[]): boolean {
    const isTheirName = (one: Candidate) => one.text !== null && isOfName(one) && isWritingForAnother(one);
    return claimants.some(isNamedWard) && this.candidates.some(isTheirName);
  }

  /** A firm that goods are delivered to is the visitor's where they are asked for no other, and nobody receives them there. */
  private ownFirms(claimants: Candidate[]): Candidate[] {
    const isOwnAsked = this.candidates.some((one) => one.asked === "firm" && !isOfDelivery(one));
    const isReceived = this.candidates.some((one) => asksName(one) && isOfDelivery(one));
    return isOwnAsked || isReceived ? claimants.filter((one) => !isOfDelivery(one)) : claimants;
  }

  best(concept: Concept): Candidate | null {
    const first = this.claiming(concept)[0];
    return first ? this.take(first) : null;
  }

  private guessed(target: Parameters<typeof guess>[0]): Candidate | null {
    const unnamed = this.free().filter(({ concept }) => concept === null || (target === "email" && concept !== target));
    return guess(target, unnamed, this.country, this.surroundings());
  }

  guess(target: Parameters<typeof guess>[0]): Candidate | null {
    const found = this.guessed(target);
    return found ? this.take(found) : null;
  }

  surroundings(): Surroundings {
    return {
      hosts: this.hosts,
      hasMailField: this.candidates.some((one) => one.asked === "email" && !isLineOfMail(one) && this.isTheirs(one)),
      hasNumber: this.claiming("phone").some(({ text }) => normalisePhone(text ?? "", this.country) !== null),
    };
  }

  /** What a mail's own lines say isn't the visitor's where it is the site's, or where they were asked and said nothing. */
  private isLineOfHouse(candidate: Candidate): boolean {
    if (candidate.strength > 4 || !isLineOfMail(candidate)) return false;
    const isOfHouse = emailsIn(candidate.text ?? "").some((email) => isOfSite(email, this.hosts));
    return isOfHouse || (candidate.strength < 2 && this.surroundings().hasMailField);
  }

  /** Whom the name that a form gives is said to be of, whether it was given out or not. */
  private owner(): ReadonlySet<string> {
    if (this.named === null) {
      const [whole] = this.claiming("name");
      const [first] = this.claiming("first_name");
      // As the name is put together: its parts go before a whole one.
      this.named = ownerIn(this.claiming("last_name").length > 0 ? (first ?? whole) : (whole ?? first));
    }
    return this.named;
  }

  /** The places that the form asks the name of. */
  private places(): readonly string[] {
    this.placed ??= placesNamed(this.candidates);
    return this.placed;
  }

  /** Whether nothing says that a mail or a number is another's. */
  isTheirs(candidate: Candidate): boolean {
    const concept = candidate.asked ?? candidate.concept;
    const nearer = isOfPlace(candidate) && (this.asksNearer(concept) || isAt(candidate, this.places()));
    return isTheirs(candidate, this.owner(), { plainly: this.asksPlainly(concept), nearer });
  }

  /** Whether the form asks for the visitor's own without a further word, whatever was answered. */
  private asksPlainly(concept: Concept | null): boolean {
    return this.known(this.plainly, concept, (one) => distance(one, this.owner()) < 2);
  }

  /** Whether the form asks for the visitor's own where it names no place, whatever was answered. */
  private asksNearer(concept: Concept | null): boolean {
    return this.known(this.nearer, concept, (one) => !isOfPlace(one) && this.isTheirs(one));
  }

  /** Asked once of all fields: it is wanted for each of them. */
  private known(
    answers: Map<Concept | null, boolean>,
    concept: Concept | null,
    is: (one: Candidate) => boolean,
  ): boolean {
    const known = answers.get(concept);
    if (known !== undefined) return known;
    const found = this.candidates.some((one) => one.asked === concept && is(one));
    answers.set(concept, found);
    return found;
  }

  private hasNumberOfTheirs(): boolean {
    const isTheirNumber = (one: Candidate) =>
      normalisePhone(one.text ?? "", this.country) !== null && this.isTheirs(one);
    return this.claiming("phone").some(isTheirNumber) || this.guessed("phone") !== null;
  }

  /** The surest first, and among those that a form asks for what is nearest to who sends it. */
  private nearest(claimants: Candidate[]): Candidate[] {
    const owner = this.owner();
    const order = (one: Candidate) => {
      const far = distance(one, owner);
      if (one.strength > 4) return -one.strength;
      return one.strength > 1 || far === 0 ? far : 4 + far;
    };
    return claimants.toSorted((a, b) => order(a) - order(b));
  }

  /**
   * Where the visitor was asked for theirs and gave none, a department's or another's isn't it; nor is one that isn't
   * known as theirs where a number reaches them, since all who name the same other would be one person.
   */
  private isInsteadOfTheirs(candidate: Candidate): boolean {
    if (candidate.strength > 4) return false;
    const isKnown = this.isTheirs(candidate);
    if (isKnown && distance(candidate, this.owner()) < 3) return false;
    if (!isKnown && this.hasNumberOfTheirs()) return true;
    const isVisitors = (one: Candidate) => one.asked === "email" && distance(one, this.owner()) < 2;
    return this.candidates.some((one) => isVisitors(one) && !isLineOfMail(one));
  }

  /** One that somebody reads goes before one that is only a program's, unless an admin said which it is. */
  email(): Candidate | null {
    const named = this.nearest(this.claiming("email")).filter(
      (one) =>
        one.text !== null && emailsIn(one.text).length > 0 && !this.isLineOfHouse(one) && !this.isInsteadOfTheirs(one),
    );
    const isReadBySomebody = (one: Candidate) =>
      (one.strength > 1 || distance(one, this.owner()) === 0) &&
      emailsIn(one.text ?? "").some((email) => unansweredSender(email) === null);
    const [first] = named;
    const chosen = first && first.strength < 9 ? (named.find(isReadBySomebody) ?? first) : first;
    return this.reachedBy(chosen ?? this.guessed("email"));
  }

  /** A choice among what the house or its rules know is told by its answer, under a key that says nothing above all. */
  service(services: SourceSettings["services"]): Candidate | null {
    const isKnown = (answer: string) => services?.knows(answer) === true || isUsualChoice(answer);
    const isOffered = ({ concept, field, text }: Candidate) => {
      if (concept !== null || text === null || text.length > LONGEST_CHOICE) return false;
      const answers = listOf(field.value) ?? [text];
      return answers.length > 0 && answers.every(isKnown);
    };
    const offered = this.free().filter(isOffered);
    const found = offered.find(isNameless) ?? offered[0];
    return found ? this.take(found) : null;
  }

  /** A number that can be dialled goes before one that was only named better. Whoever left a mail isn't called by way of others. */
  phone(hasMail: boolean): Candidate | null {
    const isVisitors = (one: Candidate) => !hasMail || this.isTheirs(one);
    const named = this.nearest(this.claiming("phone").filter(isVisitors));
    const explicit = named.find(({ strength }) => strength === 9);
    const valid = named
      .slice(0, MOST_TRIED)
      .find(({ text, strength }) => strength > 1 && normalisePhone(text ?? "", this.country) !== null);
    const first = explicit ?? valid ?? named[0];
    return this.reachedBy(first ?? this.guessed("phone"));
  }

  /** Under a label that nobody knows. */
  lastNumber(hasMail: boolean): Candidate | null {
    const found = lastNumber(
      this.free().filter((one) => !hasMail || this.isTheirs(one)),
      this.country,
      hasMail,
    );
    return this.reachedBy(found);
  }

  suppliersFirm(): Candidate | null {
    const found = suppliersFirm(this.free(), this.candidates);
    return found && this.take(found);
  }

  /** The name that no label gives as one: of whom the mail or the number is, or of the only person in the form. */
  untitledName(): Candidate | null {
    const theirs = nameOfReached(this.free(), this.reaching, this.hosts);
    return theirs ?? this.guess("name") ?? onlyPerson(this.free(), this.candidates);
  }
}
